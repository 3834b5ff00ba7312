"""The interface's words in the reader's language, through gettext catalogues.

English is the language of the code; a sentence without a translation stays English.
"""

import gettext
import os
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def preferred() -> str:
    """The first language of the environment that we speak ("en" where none is)."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for tag in os.environ.get(name, "").split(":"):
            if tag[:2] in LANGUAGES:
                return tag[:2]
            if tag:
                return "en"
    return "en"


def speak(language: str = "") -> str:
    """Choose the interface's language ("" follows the environment); returns the one chosen."""
    global _catalogue, _language
    _language = language if language in LANGUAGES else preferred()
    _catalogue = gettext.translation("newsreader", _FOLDER, [_language], fallback=True)
    return _language


def environment() -> dict[str, str]:
    """The environment for a process of ours that is to speak the same language."""
    return {**os.environ, "LANGUAGE": _language, "PYTHONUTF8": "1"}


def language() -> str:
    """The interface's language now."""
    return _language


def _(sentence: str) -> str:
    """The sentence in the reader's language; it can be kept (`to_stored`) and said in another one later."""
    return Sentence(_catalogue.gettext(sentence), sentence)


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a sentence for translation where it is shown, not where it stands."""
    return sentence


def everywhere(sentence: str) -> list[str]:
    """The sentence in every language that the interface speaks."""
    return [gettext.translation("newsreader", _FOLDER, [tag], fallback=True).gettext(sentence) for tag in LANGUAGES]


def plural(one: str, many: str, number: int) -> str:
    """The form that the language wants for this number."""
    return Sentence(_catalogue.ngettext(one, many, number), one, many, number)


def labelled(label: str, words: str) -> str:
    """Label words with what they are or who says them, the colon as the language has it: “Name : …” in French."""
    return _("{label}: {words}").format(label=label, words=words)


class Sentence(str):
    """A translated sentence that keeps what it was made from: the English of the code, and the values of its fields."""

    __slots__ = ("code", "many", "number", "params")
    code: str
    many: str
    number: int
    params: "dict[str, object]"

    def __new__(
        cls, words: str, code: str, many: str = "", number: int = 0, params: "dict[str, object] | None" = None
    ) -> "Sentence":
        """`words` are what is said; `many` and `number` are of a sentence with a number in it."""
        made = super().__new__(cls, words)
        made.code, made.many, made.number, made.params = code, many, number, params or {}
        return made

    def format(self, *args: object, **params: object) -> str:
        """Fill the holes, which have names."""
        words = super().format(*args, **params)
        return words if args else Sentence(words, self.code, self.many, self.number, params)

    def __reduce__(self) -> "tuple[type[Sentence], tuple[object, ...]]":
        """As it travels between processes."""
        params = {name: value if isinstance(value, _PLAIN) else str(value) for name, value in self.params.items()}
        return Sentence, (str(self), self.code, self.many, self.number, params)


_PLAIN = (str, int, float)
#: How a sentence that is kept begins; what an earlier version kept are words, shown as they are.
_KEPT = '{"sentence": '


def to_stored(words: str) -> str:
    """A sentence as the library keeps it: its code and parameters as JSON; other words as they are."""
    if not isinstance(words, Sentence):
        return words
    import json

    return json.dumps(_as_plain(words), ensure_ascii=False)


def _as_plain(sentence: Sentence) -> "dict[str, object]":
    params = {
        name: _as_plain(value) if isinstance(value, Sentence) else value if isinstance(value, _PLAIN) else str(value)
        for name, value in sentence.params.items()
    }
    plain: dict[str, object] = {"sentence": sentence.code}
    if sentence.many:
        plain |= {"plural": sentence.many, "number": sentence.number}
    return plain | ({"params": params} if params else {})


def from_stored(stored: str) -> str:
    """Say what the library keeps in the reader's language; words that are no such sentence are themselves."""
    if not stored.startswith(_KEPT):
        return stored
    import json

    try:
        return _said(json.loads(stored))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return stored


def _said(plain: "dict[str, Any]") -> str:
    import re

    code, many, number, given = plain["sentence"], plain.get("plural", ""), plain.get("number", 0), plain.get("params")
    # Whoever wrote the library, a hole has a name and no more: a width could ask for gigabytes.
    for template in (code, many):
        if not isinstance(number, int) or not re.fullmatch(r"(?:[^{}]|\{\w+(?::\.\df)?\})*", template):
            raise ValueError(template)
    params = {name: _said(value) if isinstance(value, dict) else value for name, value in (given or {}).items()}
    sentence = plural(code, many, number) if many else _(code)
    return sentence.format(**params) if params else sentence


#: Sentences of the C library that people meet, for the catalogues; glibc and macOS have the same.
_SYSTEM = (
    N_("Broken pipe"),
    N_("Device or resource busy"),
    N_("Directory not empty"),
    N_("Disk quota exceeded"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("Input/output error"),
    N_("Invalid argument"),
    N_("Is a directory"),
    N_("No such device or address"),
    N_("No such file or directory"),
    N_("No space left on device"),
    N_("Not a directory"),
    N_("Operation not permitted"),
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
)


def system_reason(error: OSError) -> str:
    """Translate the reason that the operating system gives for an error; unknown ones stay English."""
    return _(error.strerror or str(error))
