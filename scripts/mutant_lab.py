"""Where `scripts/mutants.py` breaks lines and runs the tests that execute them: a copy of the repository, and a process
that has collected all its tests once and forks for each mutant."""

import compileall
import gc
import inspect
import os
import re
import shutil
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from scripts.coverage_map import ROOT, CoverageMap, places_of

#: Seconds after which a test that goes on for ever counts as failed, beside so many times what it takes under coverage.
_LONGEST, _TIMES = 20, 10
#: What a process ends with that found no function to break: what is broken is done at import.
_AT_IMPORT = 99
#: What is read as code of a function and not as the body of a class or module.
_FUNCTION = inspect.CO_OPTIMIZED
_fork = get_context("fork")


class Mutant(NamedTuple):
    """A file (below the repository), the line that is broken, what it was and what it becomes."""

    path: Path
    line: int
    before: str
    after: str


class Laboratory:
    """A copy of the repository, in which lines are broken and the tests of the map are run, of each mutant those that
    take `budget` seconds under coverage at most."""

    def __init__(self, copy: Path, tests: CoverageMap, files: list[str], budget: float) -> None:
        self._copy, self._tests, self._budget = copy, tests, budget
        for part in ("src", "tests", "scripts", "docs"):
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
            shutil.copy(ROOT / file, copy)
        # Runs write none themselves: of a file that was broken and mended within a second, it would be that of before.
        compileall.compile_dir(copy, quiet=2)
        self._bench, other = _fork.Pipe()
        self._process = _fork.Process(target=_collect, args=(copy, files, other))
        self._process.start()
        self._bench.recv()  # from here on nothing is broken that is still to be imported

    def close(self) -> None:
        """End the process that has collected the tests."""
        self._bench.send(None)
        self._process.join()

    def killer(self, mutant: Mutant) -> str:
        """The test that notices a mutant, "" where none does."""
        tests = self._within_budget(self._tests.tests_of(places_of(ROOT / mutant.path)[mutant.line]))
        file = self._copy / mutant.path
        whole = file.read_text(encoding="utf-8")
        lines = whole.splitlines(keepends=True)
        lines[mutant.line - 1] = mutant.after + "\n"
        while tests:
            try:
                file.write_text("".join(lines), encoding="utf-8")
                failed = self._first_failure(tests, mutant.path, whole)
            finally:
                file.write_text(whole, encoding="utf-8")
            if not failed or not self._first_failure([failed], mutant.path, whole):
                return failed
            tests = tests[tests.index(failed) + 1 :] if failed in tests else []
        return ""

    def _within_budget(self, tests: list[str]) -> list[str]:
        chosen: list[str] = []
        seconds = 0.0
        for test in tests:
            seconds += self._tests.seconds.get(test, 1.0)
            if chosen and seconds > self._budget:
                break
            chosen.append(test)
        return chosen

    def _first_failure(self, tests: list[str], path: Path, whole: str) -> str:
        """The first of these tests that fails, "" where all pass; of those that never end, the one that began last."""
        limits = {test: _LONGEST + round(_TIMES * self._tests.seconds.get(test, 1.0)) for test in tests}
        self._bench.send((limits, path, whole))
        ended, failed = self._bench.recv()
        if ended != _AT_IMPORT:
            return str(failed)
        said = self._copy / "said"
        run = _fork.Process(target=_run, args=(self._copy, tests, said))
        run.start()
        run.join(sum(limits.values()))
        if run.exitcode is None:
            run.kill()
            return tests[-1]
        if run.exitcode in (0, 5):
            return ""
        found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", said.read_text(errors="replace"), re.M)
        return found[1] if found else tests[0]


# ------------------------------------------------------------ in processes of their own, where the product is the copy


def _settle(copy: Path, said: Path) -> None:
    """Work in the copy, and say nothing on the terminal: what all tests import is there already, of the product
    nothing is."""
    os.chdir(copy)
    path = [str(copy / "src"), str(copy)]
    sys.path[:0] = path
    os.environ |= {"PYTHONPATH": os.pathsep.join(path), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    with said.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)


_HABITS = ["-q", "-rfE", "--assert=plain", "-p", "no:cacheprovider"]


def _run(copy: Path, tests: list[str], said: Path) -> None:
    """Import everything anew and run tests."""
    _settle(copy, said)
    os._exit(int(pytest.main(["-x", *_HABITS, *tests])))


def _collect(copy: Path, files: list[str], bench: Connection) -> None:
    """Collect the tests of these files, and run those that are asked for."""
    _settle(copy, copy / "collected")
    pytest.main([*_HABITS, f"--basetemp={copy / 'tmp'}", *files], plugins=[_Bench(copy, bench)])
    os._exit(0)


class _Bench:
    """A plug-in of pytest that runs tests on demand, each demand in a fork: nothing that they leave behind stays."""

    def __init__(self, copy: Path, demands: Connection) -> None:
        self._copy, self._demands = copy, demands

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Answer until there is no more demand: how the fork ended, and the test that failed."""
        gc.unfreeze()  # or they could not be found
        self._items = {item.nodeid: item for item in session.items}
        self._functions: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                self._functions[_key(one.__code__)].append(one)
        gc.freeze()
        self._demands.send(None)
        began = self._copy / "began"
        while demand := self._demands.recv():
            began.write_text("")
            child = os.fork()
            if not child:
                os.setsid()
                ended = 1
                with suppress(BaseException):
                    ended = self._answer(began, *demand)
                os._exit(ended)
            _child, status = os.waitpid(child, 0)
            ended = abs(os.waitstatus_to_exitcode(status))
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what it has started
            self._demands.send((ended, began.read_text() if ended else ""))
        return True

    def _answer(self, began: Path, limits: dict[str, int], path: Path, whole: str) -> int:
        if not self._break(self._copy / path, whole):
            return _AT_IMPORT
        items = [self._items[test] for test in limits if test in self._items]
        for item, after in zip(items, [*items[1:], None], strict=True):
            began.write_text(item.nodeid)
            signal.alarm(limits[item.nodeid])  # it ends this process
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=after)):
                return 1
        return 0

    def _break(self, file: Path, whole: str) -> bool:
        """Give the functions of a module that is loaded what is in its file by now; False where that is not enough."""
        name, now = str(file), file.read_text(encoding="utf-8")
        if not any(key[0] == name for key in self._functions):
            return True  # it will be read when it is wanted
        try:
            codes = list(_changed(compile(whole, name, "exec"), compile(now, name, "exec")))
        except _OutsideFunctionsError:
            return False
        for code in codes:
            for function in (found := self._functions[_key(code)]):
                function.__code__ = code
            if not found:
                return False
        return True


class _OutsideFunctionsError(Exception):
    """The body of a class or a module is another one."""


def _changed(old: CodeType, new: CodeType) -> Iterator[CodeType]:
    """The outermost functions that are others in the new code of a module."""
    if not _is_same(old, new, deep=False):
        raise _OutsideFunctionsError
    for before, after in zip(_inner(old), _inner(new), strict=True):
        if not before.co_flags & _FUNCTION:
            yield from _changed(before, after)
        elif not _is_same(before, after):
            yield after


def _inner(code: CodeType) -> list[CodeType]:
    return [part for part in code.co_consts if isinstance(part, CodeType)]


def _is_same(old: CodeType, new: CodeType, deep: bool = True) -> bool:
    def plain(code: CodeType) -> list[str]:
        return [repr(part) for part in code.co_consts if not isinstance(part, CodeType)]

    inner = list(zip(_inner(old), _inner(new), strict=True)) if deep else []
    same = old.co_code == new.co_code and plain(old) == plain(new) and old.co_names == new.co_names
    return same and all(_is_same(before, after) for before, after in inner)


def _key(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno
