"""Write the README's table of keys from the one table.

python scripts/readme_keys.py          write it
python scripts/readme_keys.py --check  fail where it is not what the table says
"""

import re
import sys
from pathlib import Path

from newsreader import i18n
from newsreader.tui.key_names import shown
from newsreader.tui.keys import KEYS

README = Path(__file__).parent.parent / "README.md"
_TABLE = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.S)


def table() -> str:
    """The table in English, whatever the locale."""
    i18n.speak("en")
    rows = (f"| {' '.join(f'`{key}`' for key in shown(k.keys).split())} | {k.words} |\n" for k in KEYS)
    return "| keys | what they do |\n|---|---|\n" + "".join(rows)


def main() -> int:
    """Write or check; returns the exit code."""
    text = README.read_text(encoding="utf-8")
    new = _TABLE.sub(lambda _old: table(), text)
    if "--check" in sys.argv[1:]:
        if new != text:
            print("README.md: the table of keys is not up to date: run python scripts/readme_keys.py")
        return int(new != text)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
