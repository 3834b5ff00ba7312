"""Read text aloud with the system's speech synthesiser, a sentence at a time."""

import asyncio
import re
import shlex
import shutil
from contextlib import suppress

#: Programs that read what stands on their standard input, or as their last argument, with the options for a language
#: ({language}) and a pace in words a minute ({pace}).
_VOICES = (
    ("spd-say", "spd-say --wait --language {language} --", False),
    ("espeak-ng", "espeak-ng -v {language} -s {pace} --stdin", True),
    ("espeak", "espeak -v {language} -s {pace} --stdin", True),
    ("say", "say -r {pace} -f -", True),
)
_END = re.compile(
    r"(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)(?<!\b[A-ZÉ])[.!?…]+[\s\u00a0]*[»”\"]?[\s\u00a0]+(?=[«“\"A-ZÀ-ÖØ-Þ0-9])"
)
USUAL, SLOWEST, FASTEST = 170, 80, 400


def voice(chosen: str = "") -> tuple[str, bool] | None:
    """The command that reads, and whether it takes the words on its standard input; None where there is none.

    `chosen` is the reader's own command, which takes them there.
    """
    if chosen:
        return (chosen, True) if shutil.which(shlex.split(chosen)[0]) else None
    return next(((command, piped) for name, command, piped in _VOICES if shutil.which(name)), None)


class Voice:
    """Reads sentences aloud, one after the other, in a language ("fr")."""

    def __init__(self, chosen: str, language: str) -> None:
        self._command = voice(chosen)
        self._language = language[:2] if language[:2].isalpha() and len(language) >= 2 else "fr"
        self._process: asyncio.subprocess.Process | None = None
        self.pace = USUAL

    async def say(self, words: str) -> bool:
        """Read a sentence to its end; whether that was done: False where it was hushed, or there is no voice."""
        if self._command is None:
            return False
        command, piped = self._command
        parts = [part.format(language=self._language, pace=self.pace) for part in shlex.split(command)]
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                *parts,
                *(() if piped else (words,)),
                stdin=asyncio.subprocess.PIPE if piped else asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError:
            return False
        try:
            await process.communicate(words.encode() if piped else None)
        except asyncio.CancelledError:
            self.stop()
            raise
        return process.returncode == 0

    def stop(self) -> None:
        """End the sentence now."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()


def sentences(text: str) -> list[tuple[int, int]]:
    """Split a text into sentences: where each begins and ends.

    >>> sentences("M. Bec part. Il revient.")
    [(0, 12), (13, 24)]
    """
    ends = [(match.start() + len(match.group().rstrip()), match.end()) for match in _END.finditer(text)]
    starts = [0, *(following for _stop, following in ends)]
    stops = [*(stop for stop, _following in ends), len(text)]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if text[start:stop].strip()]
