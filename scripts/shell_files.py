"""Write what a shell and `man` know of the command: completions for bash, zsh and fish, man pages in two languages.

python scripts/shell_files.py          after an argument or a sentence of a command has changed
python scripts/shell_files.py --check  fail where a file is not what the commands say

They lie in the package and the wheel puts them where shells and `man` look; `newsreader completion` prints them.
shtab and argparse-manpage make them here, so that nobody needs these to run the program.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from newsreader import __version__, i18n
from newsreader.cli.command_parser import speak_our_language
from newsreader.cli.parser import add_places, examples
from newsreader.cli.registry import COMMANDS, command_module
from newsreader.i18n import _

FOLDER = Path(__file__).parent.parent / "src" / "newsreader" / "cli" / "shell_files"
SHELLS = ("bash", "zsh", "fish")
#: What a man page is called by, in a language.
_SHORT = {
    "en": "read the press in a terminal, and see who said what",
    "fr": "lire la presse dans un terminal, et voir qui a dit quoi",
}
#: What stands behind an option or for a word of these names.
_FILES = {"FILE", "FILE|FOLDER", "FILE|URL", "FILE.jsonl", "LIST.jsonl", "URL|NAME|FILE", "ARTICLE|FILE|URL"}
_ASKED = {
    "TAG": "newsreader tags --names 2>/dev/null",
    "FOLDER": "newsreader feeds --folders 2>/dev/null",
}


def whole_parser() -> argparse.ArgumentParser:
    """Every command in one parser, in the language that is spoken. The program makes only the one that it needs."""
    speak_our_language()
    top = argparse.ArgumentParser(
        prog="newsreader",
        description=_("Press articles, who said what in them, and readers' comments: in a terminal, offline too."),
    )
    top.add_argument(
        "-V", "--version", action="version", version=__version__, help=_("show program's version number and exit")
    )
    add_places(top)
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"))
    for name, command in COMMANDS.items():
        parser = commands.add_parser(name, help=_(command.help), description=_(command.help), add_help=False)
        command_module(name).add_arguments(parser)
    return top


def completion(shell: str) -> str:
    """The completions of a shell, in English: a completion file has one language."""
    i18n.speak("en")
    parser = whole_parser()
    for action in _actions(parser):
        names = {action.metavar} if isinstance(action.metavar, str) else set()
        if names & _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        for name in names & _ASKED.keys():
            action.complete = shtab.cmd(_ASKED[name])  # type: ignore[attr-defined]
        if action.dest == "name" and action.metavar == "COMMAND":
            action.choices = list(COMMANDS)
    return _without_blank_ends(shtab.complete(parser, shell))


def man_page(language: str) -> str:
    """The manual page, section 1, in roff."""
    i18n.speak(language)
    parser = whole_parser()
    parser.man_short_description = _SHORT[language]  # type: ignore[attr-defined]
    page = Manpage(parser)
    page.manual, page.date = "newsreader", ""  # a date would change the file whenever it is written
    heading, _newline, lines = examples().replace("-", "\\-").partition("\n")
    page.add_section(heading.rstrip("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} :"), "=", f".nf\n{lines}\n.fi")
    return _without_blank_ends(str(page).replace("\N{NO-BREAK SPACE} \\fI", " \\fI"))  # no colon follows here


def files() -> dict[Path, str]:
    """Each file and what it holds."""
    made = {FOLDER / f"newsreader.{shell}": completion(shell) for shell in SHELLS}
    made[FOLDER / "newsreader.1"] = man_page("en")
    made[FOLDER / "newsreader.fr.1"] = man_page("fr")
    return made


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)


def _without_blank_ends(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


def main() -> int:
    """Write or check; returns the exit code."""
    old = [path for path, text in files().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in old:
            print(f"{path.name} is not up to date: run python scripts/shell_files.py")
        return int(bool(old))
    FOLDER.mkdir(exist_ok=True)
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
