"""The documentation leads where it says, in both languages."""

import re
import shlex
from collections import Counter
from pathlib import Path

import pytest

from newsreader.cli.parser import command_line
from newsreader.cli.registry import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = sorted(path for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
COMMAND_LINE = command_line()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs/fr").glob("*.md")), ids=lambda page: page.name)
def test_a_page_is_there_in_both_languages_and_shows_the_same_commands(page: Path) -> None:
    french, english = page.read_text(encoding="utf-8"), (page.parent.parent / page.name).read_text(encoding="utf-8")
    assert _commands(french) == _commands(english)


@pytest.mark.parametrize("name", ["json.md", "reliability.md"])
def test_a_page_of_facts_has_the_same_in_both_languages(name: str) -> None:
    english, french = ((ROOT / "docs" / where / name).read_text(encoding="utf-8") for where in ("", "fr"))
    assert _facts(french) == _facts(english)


def _facts(text: str) -> Counter[str]:
    """The names in code, and in tables the numbers, whatever separates their thousands."""
    rows = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    plain = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}\b)", "", rows)
    return Counter(re.findall(r"`[^`]+`", re.sub(r"\n(?!\n)", " ", text))) + Counter(re.findall(r"\d+", plain))


def _commands(text: str) -> list[str]:
    """The commands of the blocks that are to be typed, without what they are given."""
    return re.findall(r"^    (newsreader [a-z]+)", text, re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_options_of_commands_exist(page: Path) -> None:
    known = COMMAND_LINE._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    for line in page.read_text(encoding="utf-8").splitlines():
        for command, rest in re.findall(r"newsreader ([a-z]+)((?: [^`“”|;&(]*)?)", line):
            if command in known:  # type: ignore[operator]
                options = set(re.findall(r"(?<=[\s\[|])(--?[a-z][a-z-]*)", rest))
                unknown = options - set(known[command]._option_string_actions)  # type: ignore[index]
                assert not {name for name in unknown if name.startswith("--")}, (command, unknown, line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_are_shown_are_understood(page: Path) -> None:
    for line in page.read_text(encoding="utf-8").splitlines():
        for typed in re.findall(r"^    (?:\w+=\$\()?newsreader\b(.*)|`newsreader ([^`]+)`", line):
            words = shlex.split(re.split(r"\s{2,}|[|>&;]|\)$", "".join(typed))[0])
            if len(words) == 1 and not words[0].startswith("-"):
                assert words[0] in COMMANDS, line
            elif not re.search(r"[\[\]…|(]|[A-Z]{3,}", "".join(words)):  # else it says what a command takes
                COMMAND_LINE.parse_args(words)  # SystemExit for what is not understood


@pytest.mark.parametrize("page", sorted((ROOT / "docs/development").rglob("*.md")), ids=lambda page: page.name)
def test_developers_are_led_to_files_that_are_there(page: Path) -> None:
    folders = ("src", "tests", "scripts", "benchmarks")
    files = {path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py")}
    named = re.findall(r"`([\w/]+\.(?:py|sql))`", page.read_text(encoding="utf-8"))
    assert [
        name for name in named if name.endswith(".py") and not any(f"/{file}".endswith(f"/{name}") for file in files)
    ] == []
