"""Every command that is listed can be run, is described where people look, and costs only itself."""

import argparse
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli.parser import command_line
from newsreader.cli.registry import COMMANDS, HIDDEN, command_module

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src/newsreader/cli/commands"


@pytest.mark.parametrize("name", [*COMMANDS, *HIDDEN])
def test_a_command_declares_its_arguments_and_runs(name: str) -> None:
    module = command_module(name)
    assert list(inspect.signature(module.add_arguments).parameters) == ["parser"]
    assert list(inspect.signature(module.run).parameters) == ["options", "context"]
    module.add_arguments(argparse.ArgumentParser(conflict_handler="resolve"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_in_the_docs(name: str) -> None:
    assert re.search(rf"^ +newsreader {name}\b", (ROOT / "docs/shell.md").read_text(encoding="utf-8"), re.M)


def test_every_module_of_a_command_is_registered() -> None:
    modules = {command.module for command in (COMMANDS | HIDDEN).values()}
    assert modules == {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}


def test_one_command_imports_one_module() -> None:
    code = (
        "import sys; from newsreader.cli.parser import command_line; command_line().parse_args(['tag', '1', 'x']);"
        "print(*[name for name in sys.modules if name.startswith('newsreader.cli.commands.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["newsreader.cli.commands.tag"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (["cleanup", "--yes"], ["forget", "--now"]),
        (["sync", "--allow-removals"], ["sync", "--removals"]),
        (["searches", "--add", "a", "b"], ["searches", "--keep", "a", "b"]),
        (["rules", "--add", "a", "b", "--actions", "hide"], ["rules", "--keep", "a", "b", "--do", "hide"]),
    ],
)
def test_what_options_were_called_before_is_understood(before: list[str], now: list[str]) -> None:
    old, new = (vars(command_line().parse_args(words)) for words in (before, now))
    assert {**old, "command": ""} == {**new, "command": ""}
