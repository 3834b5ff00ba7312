"""Scripts that put no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), for an index of words.

Every two letters that stand together are a word there, as in Lucene's CJK analyser: whatever is looked for is found
inside a run, and no dictionary is needed.
"""

import re
import unicodedata
from functools import cache

_RUN = (
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
#: The last letter before them; and whatever is beyond the scripts of Europe and their signs: quickly found not to be
#: there.
_LAST_SPACED = "\u0e00"
_MAYBE = f"[^\x00-{_LAST_SPACED}\u1800-\u3004]"


@cache
def _run() -> re.Pattern[str]:
    """A run of such letters: compiling it takes milliseconds, which few texts are worth."""
    return re.compile(_RUN)


def is_unspaced(letter: str) -> bool:
    """Return whether a letter is of a script without spaces."""
    return letter > _LAST_SPACED and _run().match(letter) is not None


def in_pairs(text: str) -> str:
    """A text with its runs in pairs, and the last letter of each by itself: as it is put into the index.

    >>> in_pairs("in 東京で:")
    'in  東京 京で で :'
    """
    return _run().sub(lambda run: f" {_paired(run.group())} ", text) if re.search(_MAYBE, text) else text


def has_unspaced(text: str) -> bool:
    """Return whether there is a run of such a script in a text."""
    return bool(re.search(_MAYBE, text) and _run().search(text))


def wanted_pairs(words: str) -> tuple[str, bool]:
    """The same of what is looked for, and whether its last word is only the beginning of one: a letter alone is.

    >>> wanted_pairs("東京")
    ('東京', False)
    >>> wanted_pairs("橋")
    ('橋', True)
    """
    *_others, last = [None, *_run().finditer(words)]
    if last is None or words[last.end() :].strip():
        return in_pairs(words), False
    letters = _letters(last.group())
    before = in_pairs(words[: last.start()])
    return (f"{before} {_paired(last.group(), False)}".strip(), False) if len(letters) > 1 else (before + letters, True)


def _letters(run: str) -> str:
    """Without the vowels and tones that are written around the letters: FTS5 takes them for spaces."""
    return "".join(letter for letter in run if not unicodedata.category(letter).startswith("M"))


def _paired(run: str, ending: bool = True) -> str:
    letters = _letters(run)
    pairs = [letters[at : at + 2] for at in range(len(letters) - 1)]
    return " ".join([*pairs, letters[-1:]] if ending else pairs)
