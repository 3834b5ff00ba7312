"""Which tests execute which lines of the product, for `scripts/mutants.py`: each file of tests runs once under
coverage.py (`pip install coverage`), each test is a context of its own, and the processes that it starts count with it.

The map lies in the cache folder of whoever runs it, a file of JSON for each file of tests; a test is measured again
when its text is another one. Lines go by the function that they are in and by their words, so that the map outlives
what moves them up or down."""

import ast
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
import pytest

ROOT = Path(__file__).parent.parent
CACHE = Path(os.environ.get("NEWSREADER_COVERAGE_MAP") or platformdirs.user_cache_path("newsreader-tests"))
#: Which test runs, for coverage in the processes that it starts.
_TEST = "NEWSREADER_TEST"
_SETTINGS = """[run]
source_pkgs = newsreader
parallel = true
sigterm = true
context = ${NEWSREADER_TEST-}
data_file = """
#: Letters from which on the words of a line tell which one it is.
_TELLING = 12
#: Path of a file, function (with its class), words of a line.
Place = tuple[str, str, str]


@dataclass
class CoverageMap:
    """`lines`: the tests that execute a line; `seconds` that each of them takes under coverage; `gone`: the tests that
    executed a line with these words in a file that is there no more, from which it may have been moved."""

    lines: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(default_factory=dict)
    gone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def tests_of(self, place: Place) -> list[str]:
        """The tests that execute a line, then those that enter its function: where the line is a new one, or is called
        otherwise, most are known by that alone; where nobody enters it, as with what runs at import, those of its file.
        Each time those whose file is named like the line's come first, then those that enter the fewest lines: they
        have the most to say about each."""
        path, function, words = place
        on_the_line = self.lines.get(place) or (self.gone.get(words, set()) if len(words) >= _TELLING else set())
        beside = (self._tests(path, function) - on_the_line) or (set() if on_the_line else self._tests(path))
        breadth, name = self._breadth(), Path(path).stem

        def in_turn(tests: set[str]) -> list[str]:
            return sorted(tests, key=lambda test: (name not in test.partition("::")[0], breadth[test], test))

        return [*in_turn(on_the_line), *in_turn(beside)]

    def _tests(self, path: str, function: str | None = None) -> set[str]:
        places = (p for p in self.lines if p[0] == path and function in (None, p[1]))
        return {test for place in places for test in self.lines[place]}

    def _breadth(self) -> dict[str, int]:
        if not hasattr(self, "_counted"):
            self._counted: dict[str, int] = defaultdict(int)
            for tests in self.lines.values():
                for test in tests:
                    self._counted[test] += 1
        return self._counted


def load(files: list[str]) -> CoverageMap:
    """The map of these files of tests; what is missing or outdated is measured."""
    whole = CoverageMap()
    for file in files:
        kept = CACHE / f"{file.replace('/', '+')}.json"
        texts = _texts(file)
        part = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {"texts": {}}
        if part.get("texts") != texts:
            part = {"texts": texts, **_anew(file, texts, part)}
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(part), encoding="utf-8")
        whole.seconds |= part["seconds"]
        names = list(part["seconds"])
        for path, function, words, tests in part["lines"]:
            whole.lines[path, function, words].update(names[number] for number in tests)
    there = {path: (ROOT / path).exists() for path, _function, _words in whole.lines}
    for (path, _function, words), tests in whole.lines.items():
        if not there[path]:
            whole.gone[words] |= tests
    return whole


def _texts(file: str) -> dict[str, str]:
    """Each test of a file, and what tells its text from another one; a class of tests goes by the text of the file."""
    source = (ROOT / file).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) if name.startswith("test"):
                found[f"{file}::{name}"] = ast.unparse(node)
            case ast.Assign([ast.Name(name)]) | ast.ClassDef(name) if name.startswith("Test"):
                found[f"{file}::{name}"] = source
    return {test: hashlib.sha256(text.encode()).hexdigest() for test, text in found.items()}


def _anew(file: str, texts: dict[str, str], part: dict[str, Any]) -> dict[str, Any]:
    """A part of the map after its tests have changed: what those that are as they were execute is known."""
    known = {test for test, text in part.get("texts", {}).items() if texts.get(test) == text}
    new = [test for test in texts if test not in known]
    measured = _measure([file] if not known else new) if new else {"seconds": {}, "lines": []}
    seconds: dict[str, float] = {}
    lines: dict[Place, list[str]] = defaultdict(list)
    for some, wanted in ((part, known), (measured, set(new))):
        names = list(some.get("seconds", ()))
        kept = {number for number, test in enumerate(names) if _function_of(test) in wanted}
        seconds |= {names[number]: some["seconds"][names[number]] for number in kept}
        for path, function, words, tests in some.get("lines", ()):
            lines[path, function, words] += [names[number] for number in tests if number in kept]
    numbers = {test: number for number, test in enumerate(seconds)}
    found = [[*place, [numbers[test] for test in tests]] for place, tests in lines.items() if tests]
    return {"seconds": seconds, "lines": found}


def _function_of(test: str) -> str:
    return "::".join(test.partition("[")[0].split("::")[:2])


def _measure(wanted: list[str]) -> dict[str, Any]:
    """Run tests under coverage: what a part of the map holds."""
    import coverage

    print(f"measuring {' '.join(wanted)}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        rc, durations = Path(folder, "coveragerc"), Path(folder, "seconds.json")
        rc.write_text(f"{_SETTINGS}{folder}/data\n", encoding="utf-8")
        # Every process of Python imports it at its start.
        Path(folder, "sitecustomize.py").write_text("import coverage\ncoverage.process_startup()\n")
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": os.pathsep.join((folder, str(ROOT), str(ROOT / "src"))),
            "COVERAGE_PROCESS_START": str(rc),
            "NEWSREADER_SECONDS": str(durations),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "scripts.coverage_map", "-p", "no:cacheprovider"]
        subprocess.run([*command, *wanted], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        measured = coverage.Coverage(config_file=str(rc))
        measured.combine()
        data = measured.get_data()
        lines: dict[Place, set[str]] = defaultdict(set)
        for name in data.measured_files():
            places = places_of(Path(name))
            for line, tests in data.contexts_by_lineno(name).items():
                if line in places:
                    lines[places[line]] |= set(filter(None, tests))
        seconds = json.loads(durations.read_text()) if durations.exists() else {}
    numbers = {test: number for number, test in enumerate(seconds)}
    known = {place: sorted(numbers[test] for test in tests & numbers.keys()) for place, tests in lines.items()}
    return {"seconds": seconds, "lines": [[*place, tests] for place, tests in known.items() if tests]}


@cache
def places_of(path: Path) -> dict[int, Place]:
    """Each line of a file by its number."""
    source = path.read_text(encoding="utf-8")
    found: dict[int, Place] = {}
    name, words = str(path.relative_to(ROOT)), source.splitlines()
    for function, node in _functions(ast.parse(source)):
        found |= {n: (name, function, words[n - 1].strip()) for n in range(node.lineno, (node.end_lineno or 0) + 1)}
    return {n: (name, "", line.strip()) for n, line in enumerate(words, 1)} | found


def _functions(node: ast.AST, outside: str = "") -> Iterator[tuple[str, ast.stmt]]:
    """Every function below a node with its full name, the outer ones first."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{outside}.{child.name}".lstrip(".")
            if not isinstance(child, ast.ClassDef):
                yield name, child
            yield from _functions(child, name)
        else:
            yield from _functions(child, outside)


# ------------------------------------------------------------ as a plug-in of pytest, while a file is measured

_seconds: dict[str, float] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What is executed from here on is executed by this test."""
    import coverage

    os.environ[_TEST] = item.nodeid
    measuring = coverage.Coverage.current()
    if measuring:
        measuring.switch_context(item.nodeid)
    began = time.monotonic()
    result = yield
    _seconds[item.nodeid] = round(time.monotonic() - began, 3)
    return result


def pytest_sessionfinish() -> None:
    """Say how long each test took."""
    if path := os.environ.get("NEWSREADER_SECONDS"):
        Path(path).write_text(json.dumps(_seconds))
