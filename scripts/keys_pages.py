"""Write the tables of keys in docs/ from the one table.

python scripts/keys_pages.py          write them
python scripts/keys_pages.py --check  fail where one is not what the table says
"""

import re
import sys
from pathlib import Path

from newsreader import i18n
from newsreader.i18n import _
from newsreader.tui.key_names import shown
from newsreader.tui.keys import KEYS

DOCS = Path(__file__).parent.parent / "docs"
#: The page of a language, and what its columns are called.
PAGES = {
    "en": (DOCS / "keys.md", "| keys | what they do |"),
    "fr": (DOCS / "fr" / "keys.md", "| touches | ce qu’elles font |"),
}
_TABLE = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.S)


def table(language: str) -> str:
    """The table in a language, whatever the locale."""
    i18n.speak(language)
    rows = (f"| {' '.join(f'`{key}`' for key in shown(k.keys).split())} | {_(k.help)} |\n" for k in KEYS)
    return f"{PAGES[language][1]}\n|---|---|\n" + "".join(rows)


def main() -> int:
    """Write or check; returns the exit code."""
    code = 0
    for language, (path, _columns) in PAGES.items():
        text = path.read_text(encoding="utf-8")
        new = _TABLE.sub(lambda _old, lang=language: table(lang), text)  # type: ignore[misc]
        if "--check" not in sys.argv[1:]:
            path.write_text(new, encoding="utf-8")
        elif new != text:
            print(f"{path}: the table of keys is not up to date: run python scripts/keys_pages.py")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
