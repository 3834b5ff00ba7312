"""What is drawn from one source says the same everywhere: sentences in both languages, keys in the docs."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "src/newsreader/locale/fr/LC_MESSAGES/newsreader.po"


def test_the_catalogues_are_complete_and_compiled() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts/catalogues.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_sentence_stands_where_the_extractor_does_not_look() -> None:
    # Before Python 3.12 what stands in the braces of an f-string is no code to Babel.
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            inside = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            sentences = [
                one.lineno
                for one in inside
                if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in ("_", "plural")
                if one.args and isinstance(one.args[0], ast.Constant)
            ]
            assert not sentences, f"{path}, line {sentences}"


def test_a_translation_fills_in_what_its_sentence_does() -> None:
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="fr"):
            if message.id:
                english = message.id if isinstance(message.id, str) else message.id[-1]
                forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
                for form in forms:
                    assert set(re.findall(r"\{\w+\}", form)) == set(re.findall(r"\{\w+\}", english)), english


def test_the_pages_of_keys_have_the_table() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts/keys_pages.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
