"""The command line as a whole: what stands before a command, and the parser of each."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsreader import __version__
from newsreader.cli.registry import COMMANDS, HIDDEN, command_module
from newsreader.i18n import _


def command_line() -> argparse.ArgumentParser:
    """The whole command line. Without a command, the reader opens."""
    top = argparse.ArgumentParser(
        prog="newsreader",
        description=_("Press articles, who said what in them, and readers' comments: in a terminal, offline too."),
        epilog=_(
            "Without a command the reader opens; press “?” in it for the keys. Exit codes: 0 "
            "success, 1 partial failure, 2 failure, 4 offline."
        ),
    )
    top.add_argument("--version", action="version", version=f"newsreader {__version__}")
    _add_places(top)
    top.add_subparsers(action=_CommandAction, dest="command", metavar=_("COMMAND"))
    return top


class _CommandParsers(Mapping[str, argparse.ArgumentParser]):
    """The parser of each command, made when it is asked for: a run needs one of them, completions need all."""

    def __init__(self) -> None:
        self._made: dict[str, argparse.ArgumentParser] = {}

    def __getitem__(self, name: str) -> argparse.ArgumentParser:
        if name not in self._made:
            made = argparse.ArgumentParser(
                prog=f"newsreader {name}", description=_((COMMANDS | HIDDEN)[name].help), conflict_handler="resolve"
            )
            _add_places(made, again=True)
            command_module(name).add_arguments(made)
            self._made[name] = made
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS or name in HIDDEN

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _CommandAction(argparse._SubParsersAction):  # type: ignore[type-arg]
    """The choice of a command. argparse would make every parser first, which takes as long as all the rest."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.choices = self._name_parser_map = _CommandParsers()  # type: ignore[assignment]
        for name, command in COMMANDS.items():
            self._choices_actions.append(self._ChoicesPseudoAction(name, (), _(command.help)))


def _add_places(to: argparse.ArgumentParser, again: bool = False) -> None:
    """Options that may stand before a command or, there `again`, after it."""
    default = argparse.SUPPRESS if again else None
    to.add_argument("--library", type=Path, default=default, metavar="FILE", help=_("the library file to use"))
    to.add_argument("--config", type=Path, default=default, metavar="FILE", help=_("the settings file to use"))
