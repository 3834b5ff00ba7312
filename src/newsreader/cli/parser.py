"""The argument parser of the whole command line: global options, and a parser for each command."""

import argparse
from collections.abc import Iterator, Mapping

from newsreader import __version__
from newsreader.cli.arguments import non_empty, place
from newsreader.cli.command_parser import CommandParser, speak_our_language
from newsreader.cli.registry import COMMANDS, GROUPS, HIDDEN, command_module
from newsreader.i18n import _


def command_line() -> CommandParser:
    """The whole command line. Without a command, the reader opens."""
    speak_our_language()
    top = _ProgramParser(
        prog="newsreader",
        description=_("Press articles, who said what in them, and readers' comments: in a terminal, offline too."),
    )
    top.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"newsreader {__version__}",
        help=_("show program's version number and exit"),
    )
    add_places(top)
    top.add_subparsers(action=_CommandAction, dest="command", metavar=_("COMMAND"), help=argparse.SUPPRESS)
    return top


class _ProgramParser(CommandParser):
    """The parser of the program, whose help lists the commands in groups."""

    def format_help(self) -> str:
        """Return what `--help` prints."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, [*self._actions], self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        lines = [formatter.format_help().rstrip()]
        width = max(map(len, COMMANDS))
        for title, commands in GROUPS.items():
            lines += [
                "",
                _("{title}:").format(title=_(title)),
                *(f"  {name:{width}}  {_(command.help)}" for name, command in commands.items()),
            ]
        lines += ["", _("{title}:").format(title=_("Options"))]
        for action in self._actions:
            if action.option_strings:
                name = ", ".join(action.option_strings) + (f" {action.metavar}" if action.metavar else "")
                name = name.replace(" [=", "[=")
                lines.append(f"  {name:{width + 10}}  {action.help}")
        return "\n".join([*lines, "", examples(), ""])


def examples() -> str:
    """Return what stands below the commands: a few to try, and what the exit codes mean."""
    return _(
        "Examples:\n"
        "  newsreader                               open the reader; ? in it shows the keys\n"
        "  newsreader add lemonde.fr                subscribe to what a page announces\n"
        "  newsreader list --unread --limit 10      the ten newest that are unread\n"
        "  newsreader search grève -sncf            accents do not matter; -word leaves out\n"
        "  newsreader help list                     what “list” takes\n"
        "\n"
        "Exit codes: 0 all is well, 1 something could not be done (the others were) or nothing was found, 2 nothing\n"
        "could be done, 4 the network cannot be reached. “newsreader doctor” says where your data are."
    )


class _CommandParsers(Mapping[str, CommandParser]):
    """The parsers of the commands, each made when it is needed: a run needs one, completion needs all."""

    def __init__(self) -> None:
        self._made: dict[str, CommandParser] = {}

    def __getitem__(self, name: str) -> CommandParser:
        if name not in self._made:
            command = (COMMANDS | HIDDEN)[name]
            made = CommandParser(
                prog=f"newsreader {name}",
                description=_(command.help),
                conflict_handler="resolve",
                free_words=command.free_words,
            )
            add_places(made, again=True)
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
    """Chooses the parser of a command. argparse's own action would make all parsers first, which takes as long as
    everything else."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.choices = self._name_parser_map = _CommandParsers()  # type: ignore[assignment]
        for name, command in COMMANDS.items():
            self._choices_actions.append(self._ChoicesPseudoAction(name, (), _(command.help)))


def add_places(to: argparse.ArgumentParser, again: bool = False) -> None:
    """Options that may stand before a command or, there `again`, after it."""
    default = argparse.SUPPRESS if again else None
    to.add_argument("--library", type=place, default=default, metavar=_("FILE"), help=_("the library file to use"))
    to.add_argument("--config", type=place, default=default, metavar=_("FILE"), help=_("the settings file to use"))
    # Without a file, `CommandParser` makes it `--debug=-`.
    to.add_argument(
        "--debug",
        type=non_empty,
        default=default,
        metavar=_("[=FILE]"),
        help=_("log more, to standard error or a file"),
    )
