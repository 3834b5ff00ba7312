"""Play a recording in mpv, controlled over its JSON socket (mpv's manual, “JSON IPC”)."""

import asyncio
import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from newsreader.model.values import dataclass

#: Seconds that mpv may take to open its socket.
_PATIENCE = 10.0
SLOWEST, FASTEST = 0.5, 3.0


@dataclass(frozen=True)
class PlaybackState:
    """The position and the length of a recording in seconds; the length is 0 where it is not known."""

    at: float = 0.0
    length: float = 0.0
    speed: float = 1.0
    paused: bool = False


def player() -> str | None:
    """The program that plays; None where it is not installed."""
    return shutil.which("mpv")


class Player:
    """Plays one recording from `start` on, until it ends or is stopped."""

    def __init__(self, url: str, start: float = 0.0) -> None:
        self._url, self._start = url, start
        self._folder = tempfile.TemporaryDirectory(prefix="newsreader-")
        self._socket = Path(self._folder.name) / "mpv"
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._number = 0
        self._asking = asyncio.Lock()
        self.hearing = PlaybackState(at=start)

    async def begin(self) -> bool:
        """Start it; whether that could be done."""
        program = player()
        if program is None:
            return False
        self._process = await asyncio.create_subprocess_exec(
            program,
            *("--no-config", "--no-video", "--no-terminal", "--ytdl=no", f"--input-ipc-server={self._socket}"),
            *(f"--start={self._start:.0f}", "--", self._url),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        end = asyncio.get_running_loop().time() + _PATIENCE
        while asyncio.get_running_loop().time() < end and self._process.returncode is None:
            with suppress(OSError):
                self._reader, self._writer = await asyncio.open_unix_connection(str(self._socket))
                return True
            await asyncio.sleep(0.05)
        return False

    async def ended(self) -> bool:
        """Return whether the sound has come to its end, or was stopped; `hearing` is brought up to date."""
        if self._process is None or self._process.returncode is not None or self._writer is None:
            return True
        values = [await self._ask("get_property", name) for name in ("time-pos", "duration", "speed", "pause")]
        at, length, speed, paused = values
        if isinstance(at, int | float) and isinstance(speed, int | float):
            whole = float(length) if isinstance(length, int | float) else 0.0
            self.hearing = PlaybackState(float(at), whole, float(speed), bool(paused))
        return self._process.returncode is not None

    async def pause(self) -> None:
        """Pause, or go on."""
        await self._ask("cycle", "pause")

    async def seek(self, seconds: int) -> None:
        """Move so many seconds on, or back."""
        await self._ask("seek", seconds)

    async def change_speed(self, by: float) -> None:
        """Play faster or slower."""
        await self._ask("set_property", "speed", min(FASTEST, max(SLOWEST, round(self.hearing.speed + by, 2))))

    async def stop(self) -> None:
        """End it."""
        if self._writer:
            self._writer.close()
            self._writer = None
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()
        self._folder.cleanup()

    async def _ask(self, *command: object) -> object:
        """One command, and its answer; None where there is none any more."""
        # One question at a time: the answers come in order.
        async with self._asking:
            return await self._asked(command)

    async def _asked(self, command: tuple[object, ...]) -> object:
        if self._writer is None or self._reader is None:
            return None
        self._number += 1
        number = self._number
        try:
            self._writer.write(json.dumps({"command": command, "request_id": number}).encode() + b"\n")
            await self._writer.drain()
            async with asyncio.timeout(5):
                while line := await self._reader.readline():
                    answer = json.loads(line)
                    if answer.get("request_id") == number and "error" in answer:
                        return answer.get("data")
        except (OSError, ValueError, TimeoutError):
            pass
        return None
