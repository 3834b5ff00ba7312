"""Names of code that prose mentions exist: in the pages for developers and in docstrings, `like_this` or `Like.this`."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.test_layers import SOURCE, tree_of

ROOT = SOURCE.parent.parent
CODE = [path for folder in ("src", "tests", "scripts", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
PAGES = sorted([ROOT / "CONTRIBUTING.md", *(ROOT / "docs/development").rglob("*.md")])
MODULES = sorted(SOURCE.rglob("*.py"))
#: What stands between backticks and is a name of code: a word with a capital, a dot, an underscore or brackets. Of
#: capitals alone it is SQL or a placeholder, unless there is an underscore in it.
NAME = re.compile(r"(?=\w*[._(*]|[A-Z]\w*[a-z]|[a-z]+[A-Z])[A-Za-z_]\w*\*?(?:\.\w+\*?)*(?:\([^*]*\))?")
FILE = re.compile(r"[\w/.-]+\.(?:py|sql)")
#: Of what is not ours: of feeds (RSS 2.0), of a protocol (Google Reader), of what a test makes up, and of versions.
OTHERS = {"skipHours", "skipDays", "Auth", "Egalement", "_4369999.html", "requirements.txt", "vX.Y.Z"}


def docstrings(tree: ast.AST) -> list[ast.Constant]:
    """The docstrings of a module, and of its classes and functions."""
    nodes = (
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    )
    return [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@cache
def known() -> frozenset[str]:
    """Every name in the code and in the library's schema, and every text in the code that is a name."""
    found = {path.stem for path in CODE} | {path.parent.name for path in CODE}
    found |= set(re.findall(r"\w+", (SOURCE / "store/schema.sql").read_text(encoding="utf-8")))
    for path in CODE:
        tree = tree_of(path)
        prose = {id(node) for node in docstrings(tree)}
        for node in ast.walk(tree):
            match node:
                case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                    found.add(name)
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.alias(name=name, asname=asname):
                    found |= {*name.split("."), asname or ""}
                case ast.Constant(value=str(text)) if id(node) not in prose and re.fullmatch(r"[\w. -]{1,60}", text):
                    found |= set(re.split(r"[. -]", text))  # actions, columns, settings, variables of the shell
    return frozenset(found)


@cache
def files() -> frozenset[str]:
    """The files of code."""
    return frozenset(path.as_posix() for path in [*CODE, *SOURCE.rglob("*.sql"), *(ROOT / "tests").rglob("*.sql")])


def exists(name: str) -> bool:
    """Return whether there is such a name, or such a file; `counter_*` stands for all that begin so."""
    if FILE.fullmatch(name):
        return any(file.endswith(f"/{name}") for file in files())
    parts = re.sub(r"\(.*", "", name).split(".")
    return all(
        any(each.startswith(part[:-1]) for each in known()) if part.endswith("*") else part in known() for part in parts
    )


def unknown(prose: str) -> list[str]:
    """The names between backticks that nothing has; `schema_N.sql` stands for any number."""
    prose = re.sub(r"```.*?```", "", prose, flags=re.S)
    said = re.findall(r"`([^`\s]+)`", prose)
    names = [name for name in said if NAME.fullmatch(name) or FILE.fullmatch(name)]
    return [name for name in names if not (exists(name) or name in OTHERS or re.search("_[A-Z]+[.]|_LIVE_", name))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_for_developers_name_what_there_is(page: Path) -> None:
    assert unknown(page.read_text(encoding="utf-8")) == []


def test_docstrings_name_what_there_is() -> None:
    wrong = {
        f"{path.relative_to(SOURCE)}:{node.lineno}": names
        for path in MODULES
        for node in docstrings(tree_of(path))
        if (names := unknown(str(node.value)))
    }
    assert not wrong


def test_a_name_that_nothing_has_is_noticed() -> None:
    assert unknown("`Library.open`, `store/schema.sql`, `counter_*`, `open`, `R`") == []
    absent = "Un" + "heard"  # not itself a name in this file
    assert unknown(f"`Library.{absent}`, `{absent}()`, `{absent.lower()}_*`, `{absent.lower()}.py`") == [
        f"Library.{absent}", f"{absent}()", f"{absent.lower()}_*", f"{absent.lower()}.py"
    ]  # fmt: skip
