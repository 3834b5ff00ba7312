"""Bring the translations up to date: extract the sentences, merge them into the .po files, compile.

python scripts/catalogues.py           after a sentence has changed; then translate and run it again
python scripts/catalogues.py --check   fail when a sentence lacks its translation or a .mo is old
"""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "newsreader"
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}


def extracted() -> Catalog:
    """Every sentence of the code, without line numbers: those would change with each commit."""
    catalogue = Catalog(project="newsreader", charset="utf-8")
    for file, _line, sentence, _comments, _context in extract_from_dir(
        SOURCE, [("**.py", "python")], keywords=KEYWORDS
    ):
        catalogue.add(sentence, locations=[(file, 0)])
    return catalogue


def merged(path: Path) -> Catalog:
    """The translations of a language, with what the code says now."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # Dates would change the file whenever it is written.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 11, 23, tzinfo=UTC)
    catalogue.project, catalogue.version, catalogue.fuzzy = "newsreader", "", False
    return catalogue


def sentences(catalogue: Catalog) -> dict[Any, Any]:
    """What is translated to what; a sentence with a plural is known by its forms."""
    forms = ((m.id, m.string) for m in catalogue if m.id)
    return {_forms(sentence): _forms(translation) for sentence, translation in forms}


def french_spaces(words: str) -> str:
    """French words with the spaces that no line may break at: inside « » and before ; : ! ? (Imprimerie nationale)."""
    return re.sub(r"(?<=«)[ \u202f]|[ \u202f](?=[»;:!?])", "\N{NO-BREAK SPACE}", words)


def set_spaces(catalogue: Catalog) -> list[str]:
    """Give French translations these spaces; returns those that had others."""
    had_others = []
    for message in catalogue if str(catalogue.locale) == "fr" else ():
        forms = _forms(message.string)
        spaced = tuple(french_spaces(form) for form in forms if form)
        if message.id and all(forms) and spaced != forms:
            had_others.append(" / ".join(forms))
            message.string = spaced if message.pluralizable else spaced[0]
    return had_others


def _forms(sentence: Any) -> tuple[str, ...]:
    return tuple(sentence) if isinstance(sentence, list | tuple) else (sentence,)


def main() -> int:
    """Update or check; returns the exit code."""
    check, faults = "--check" in sys.argv[1:], []
    for path in sorted((SOURCE / "locale").glob("*/LC_MESSAGES/newsreader.po")):
        catalogue = merged(path)
        breaking = set_spaces(catalogue)
        missing = [m.id for m in catalogue if m.id and not all(_forms(m.string))]
        binary = path.with_suffix(".mo")
        if check:
            faults += [f"{path.name} ({path.parent.parent.name}) lacks: {sentence}" for sentence in missing]
            faults += [f"{path.name} may break a line inside: {words}" for words in breaking]
            with binary.open("rb") as file:
                if sentences(read_mo(file)) != sentences(catalogue):
                    faults.append(f"{binary} is not up to date: run python scripts/catalogues.py")
        else:
            with path.open("wb") as file:
                write_po(file, catalogue, width=110, sort_output=True, no_location=True)
            with binary.open("wb") as file:
                write_mo(file, catalogue)
            print(f"{path.parent.parent.name}: {len(catalogue)} sentences, {len(missing)} to translate")
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
