"""One word for one thing (docs/glossary.md): the former private words do not come back."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.test_layers import SOURCE, tree_of

#: Whoever walks the same trees does so in the same process.
pytestmark = pytest.mark.xdist_group("source")

ROOT = SOURCE.parent.parent
#: A former word, and the one that stands for it now, where the glossary does not say it.
BANNED = {
    "deed": "undo step",
    "deeds": "undo steps",
    "forgotten": "deleted; tombstone",
    "furniture": "boilerplate",
    "granted": "done",
    "meeting": "sync",
    "recipe": "preset",
    "ruling": "rule match",
    "rulings": "rule matches",
    "tagging": "article tag",
    "tally": "counter",
    "twin": "duplicate",
    "twins": "duplicates",
    "wish": "pending request",
    "wishes": "pending requests",
}
#: Names in which such a word is the plain English one: a verb of saying is no quotation, to measure no width of text.
PLAIN = {"saying_verb", "is_saying_verb", "_finite_saying_verb", "_measure"}
#: How a docstring does not begin: it is read where one asks what the thing is, or does.
RIDDLES = "What Who Whether Which How Where As Those Whose When It Until So Of From To Among".split()
#: Where the former words are the subject.
ALIASES = ("old_names.py", "renaming.py", "migrations.py")


def terms_of_the_glossary() -> dict[str, str]:
    """The words of the last column of the glossary, and the term that stands for each."""
    rows = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")][2:]
    return {word: row[0] for row in cells for word in re.findall(r"\w+", row[3])}


#: What a name is not made of: these words, and their plurals.
NOT_IN_NAMES = {**terms_of_the_glossary(), **BANNED}
NOT_IN_NAMES |= {f"{word}s": term for word, term in NOT_IN_NAMES.items()}
#: Of prose, only what nobody says otherwise: people wish, and things are forgotten.
IN_PROSE = set(BANNED) - {"wish", "wishes", "forgotten", "granted", "meeting"}
FILES = sorted(p for p in SOURCE.rglob("*.py") if p.name not in ALIASES)
PAGES = sorted(
    p for p in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")] if p.name != "glossary.md"
)


def names(tree: ast.AST) -> set[str]:
    """Every name that a module gives to something: variables, arguments, functions, classes, attributes."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.Attribute(attr=name, ctx=ast.Store()):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
    return found


def words_of(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_names_are_the_fields_terms() -> None:
    wrong = {
        f"{path}: {name}": NOT_IN_NAMES[word]
        for path in FILES
        for name in names(tree_of(path))
        if name not in PLAIN
        for word in words_of(name) & set(NOT_IN_NAMES)
    }
    assert not wrong, f"say instead: {wrong}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_documents_use_the_fields_terms(path: Path) -> None:
    said = set(re.findall(r"\w+", path.read_text(encoding="utf-8").lower())) & IN_PROSE
    assert not said, f"say instead: { {word: BANNED[word] for word in said} }"


def test_docstrings_say_what_the_thing_is_or_does() -> None:
    """None begins with a riddle: neither that of a module, nor that of a class or a public function."""
    riddles = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(tree_of(path)):
            match node:
                case ast.Module() | ast.ClassDef():
                    name = getattr(node, "name", "module")
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    is_property = any(ast.unparse(each).endswith("property") for each in node.decorator_list)
                    if name.startswith("_") or is_property:  # a property is what it is
                        continue
                case _:
                    continue
            first = re.split(r"\W", ast.get_docstring(node) or "")[0]
            riddles += [f"{path}: {name}: {first} …"] * (first in RIDDLES)
    assert not riddles


def test_the_interface_uses_the_fields_terms() -> None:
    with (SOURCE / "locale/fr/LC_MESSAGES/newsreader.po").open("rb") as file:
        for message in read_po(file, locale="fr"):
            forms = [message.id] if isinstance(message.id, str) else message.id
            for form in forms:
                said = set(re.findall(r"\w+", form.lower())) & IN_PROSE
                assert not said, (form, said)
