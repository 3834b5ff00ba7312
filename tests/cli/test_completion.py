"""What a shell completes, asked of the shells themselves; and that the files say what the commands take."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli.main import main
from newsreader.store.store import Store
from tests.store.test_store import fill

ROOT = Path(__file__).parents[2]
FILES = ROOT / "src/newsreader/cli/shell_files"
_BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _shtab_newsreader; echo "${COMPREPLY[@]}"
"""


def completed(*words: str) -> list[str]:
    """What bash offers for the last of these words."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    arguments = ["bash", "-c", _BASH, "bash", str(FILES / "newsreader.bash"), *words]
    return subprocess.check_output(arguments, text=True, env={**os.environ, "PATH": path}).split()


def test_the_files_are_up_to_date() -> None:
    script = ROOT / "scripts/shell_files.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_bash_completes_commands_options_and_choices() -> None:
    assert completed("newsreader", "li") == ["list"]
    assert {"--feed", "--folder", "--format"} == set(completed("newsreader", "list", "--f"))
    assert completed("newsreader", "help", "ep") == ["epub"]
    assert completed("newsreader", "completion", "f") == ["fish"]


def test_bash_completes_tags_of_the_library(store: Store, library_file: Path) -> None:
    fill(store, 1)
    assert main(["tag", "1", "mer", "vent"]) == 0
    assert completed("newsreader", "tag", "1", "me") == ["mer"]


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_commands() -> None:
    script = f"source '{FILES / 'newsreader.fish'}'; complete -C 'newsreader lis'"
    assert subprocess.check_output(["fish", "-c", script], text=True).startswith("list\t")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_command_prints_the_file(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert capsys.readouterr().out == (FILES / f"newsreader.{shell}").read_text(encoding="utf-8")
