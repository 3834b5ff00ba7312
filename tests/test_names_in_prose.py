"""Names of code that prose mentions exist: in the pages for developers and in docstrings, `like_this` or `Like.this`."""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.test_layers import SOURCE, tree_of

#: Whoever walks the same trees does so in the same process.
pytestmark = pytest.mark.xdist_group("source")

ROOT = SOURCE.parent.parent
CODE = [path for folder in ("src", "tests", "scripts", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
PAGES = sorted([ROOT / "CONTRIBUTING.md", *(ROOT / "docs/development").rglob("*.md")])
MODULES = sorted(SOURCE.rglob("*.py"))
#: What stands between backticks and is a name of code: a word with a capital, a dot, an underscore or brackets. Of
#: capitals alone it is SQL or a placeholder, unless there is an underscore in it.
NAME = re.compile(r"(?=\w*[._(*]|[A-Z]\w*[a-z]|[a-z]+[A-Z])[A-Za-z_]\w*\*?(?:\.\w+\*?)*(?:\([^*]*\))?")
FILE = re.compile(r"[\w/.-]+\.(?:py|sql)")
#: Of what is not ours: of feeds (RSS 2.0), of a protocol (Google Reader), of what a test makes up, and of versions.
OTHERS = {"skipHours", "skipDays", "Auth", "Egalement", "_4369999.html", "requirements.txt", "vX.Y.Z", "config.yml"}


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


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    """The names that the statements of a module or class define, and the attributes that its methods give to it."""
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (each.asname or each.name for each in names)
            case ast.If() | ast.Try() | ast.With():
                yield from _defined(node.body)
        if not isinstance(node, ast.ClassDef):
            for each in ast.walk(node):
                match each:
                    case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                        yield name
                    case ast.Name(id=name, ctx=ast.Store()):
                        yield name


@cache
def members() -> dict[str, set[str]]:
    """What is in each class, module, package and table, by their names; of several with one name, what is in any."""
    found: dict[str, set[str]] = defaultdict(set)
    bases: dict[str, set[str]] = defaultdict(set)
    for path in CODE:
        tree = tree_of(path)
        found[path.stem] |= set(_defined(tree.body))
        found[path.parent.name].add(path.stem)
        found[path.parent.parent.name].add(path.parent.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name] |= set(_defined(node.body))
                bases[node.name] |= {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases}
    schema = (SOURCE / "store/schema.sql").read_text(encoding="utf-8")
    for table, columns in re.findall(r"^CREATE TABLE (\w+) \((.*?)^\)", schema, re.S | re.M):
        found[table] |= set(re.findall(r"\w+", columns))
    for name in list(bases):
        todo, seen = list(bases[name]), set[str]()
        while todo:
            base = todo.pop()
            if base not in seen:
                seen.add(base)
                found[name] |= found.get(base, set())
                todo += bases.get(base, ())
    return found


@cache
def files() -> frozenset[str]:
    """The files of code."""
    return frozenset(path.as_posix() for path in [*CODE, *SOURCE.rglob("*.sql"), *(ROOT / "tests").rglob("*.sql")])


def exists(name: str) -> bool:
    """Return whether there is such a name, or such a file; `counter_*` stands for all that begin so. After the name of
    a class, module, package or table comes what is in it."""
    if FILE.fullmatch(name):
        return any(file.endswith(f"/{name}") for file in files())
    parts = re.sub(r"\(.*", "", name).split(".")
    if not all(
        any(each.startswith(part[:-1]) for each in known()) if part.endswith("*") else part in known() for part in parts
    ):
        return False
    # In `Library.upkeep.backup`, `upkeep` is an attribute, and not the module of that name.
    owners = parts[:1] + [part for part in parts[1:-1] if part[0].isupper()]
    return all(part in members()[owner] for owner, part in pairwise(parts) if owner in owners and owner in members())


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


#: Words in docstrings of classes that are the code of others: of feeds, of newsboat, of a language, groups of a pattern.
FOREIGN = {"id", "source", "ttl", "urls", "dit", "noun", "rest", "verb", "pronoun", "pronoun2"}


def not_its_own(node: ast.ClassDef) -> list[str]:
    """The words between backticks in the docstring of a class that are neither its members nor parameters of its
    methods, nor a builtin."""
    parameters = {arg.arg for arg in ast.walk(node) if isinstance(arg, ast.arg)}
    its_own = {*members()[node.name], *parameters, *dir(builtins), *FOREIGN}
    return [word for word in re.findall(r"`([a-z][a-z0-9]*)`", ast.get_docstring(node) or "") if word not in its_own]


def test_docstrings_of_classes_name_what_those_have() -> None:
    wrong = {
        f"{path.relative_to(SOURCE)}:{node.name}": words
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and (words := not_its_own(node))
    }
    assert not wrong
    (example,) = ast.parse('class Entry:\n    """`title`, `guid`, `pace`."""\n').body
    assert isinstance(example, ast.ClassDef) and not_its_own(example) == ["pace"]


def test_a_name_that_nothing_has_is_noticed() -> None:
    assert unknown("`Library.open`, `store/schema.sql`, `counter_*`, `open`, `R`, `Library.record`") == [
        "Library.record"
    ]
    absent = "Un" + "heard"  # not itself a name in this file
    assert unknown(f"`Library.{absent}`, `{absent}()`, `{absent.lower()}_*`, `{absent.lower()}.py`") == [
        f"Library.{absent}", f"{absent}()", f"{absent.lower()}_*", f"{absent.lower()}.py"
    ]  # fmt: skip
