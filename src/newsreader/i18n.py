"""The interface's words in the reader's language, through gettext catalogues.

English is the language of the code; a sentence without a translation stays English.
"""

import gettext
import os
from pathlib import Path

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
    """The sentence in the reader's language."""
    return _catalogue.gettext(sentence)


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a sentence for translation where it is shown, not where it stands."""
    return sentence


def everywhere(sentence: str) -> list[str]:
    """The sentence in every language that the interface speaks."""
    return [gettext.translation("newsreader", _FOLDER, [tag], fallback=True).gettext(sentence) for tag in LANGUAGES]


def plural(one: str, many: str, number: int) -> str:
    """The form that the language wants for this number."""
    return _catalogue.ngettext(one, many, number)
