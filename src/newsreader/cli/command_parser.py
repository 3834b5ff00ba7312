"""argparse in the reader's language, with suggestions, and with words that begin with a dash."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from newsreader.i18n import N_, _, plural

#: The sentences of argparse that people meet, for the catalogues.
SENTENCES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


def speak_our_language() -> None:
    """Let argparse say its sentences as our catalogues have them; it looks them up in a domain of its own."""
    argparse._ = _  # type: ignore[attr-defined]
    argparse.ngettext = plural  # type: ignore[attr-defined]


class CommandParser(argparse.ArgumentParser):
    """The argument parser of the program or of a command. With `free_words` an unknown argument that begins with a dash
    is a word, as in `search grève -sncf`."""

    def __init__(self, free_words: bool = False, **more: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **more)
        self.free_words = free_words

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as argparse does, with free words set apart, and `--debug` without a file."""
        args = list(sys.argv[1:] if args is None else args)
        end = args.index("--") if "--" in args else len(args)
        args = ["--debug=-" if word == "--debug" else word for word in args[:end]] + args[end:]
        if self.free_words:
            args = self._words_last(args)
        return super().parse_known_args(args, namespace)

    def _words_last(self, args: Sequence[str]) -> list[str]:
        """The options first, and after `--` every word."""
        known = self._option_string_actions
        options: list[str] = []
        words: list[str] = []
        waiting = list(args)
        while waiting:
            word = waiting.pop(0)
            if word == "--":
                words += waiting
                break
            if word in known:
                options.append(word)
                if known[word].nargs is None and waiting:
                    options.append(waiting.pop(0))
            elif word.startswith("--") and len(word) > 2:
                options.append(word)
            else:
                words.append(word)
        return [*options, "--", *words] if words else options

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Parse as argparse does; what is not understood is an error that says what may be meant."""
        options, left = self.parse_known_args(args, namespace)
        if left:
            parser = self._parser_of(options)
            known = [name for name in parser._option_string_actions if name.startswith("--")]
            meant = "".join(did_you_mean(word.partition("=")[0], known) for word in left if word.startswith("--"))
            sentence = plural("unknown argument: {words}.", "unknown arguments: {words}.", len(left))
            parser.error(sentence.format(words=" ".join(left)) + meant)
        return options

    def _parser_of(self, options: argparse.Namespace) -> "CommandParser":
        """Who knows what the command takes that was given; ourselves where there is none."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction) and getattr(options, "command", None):
                parser: CommandParser = action.choices[options.command]
                return parser
        return self

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            known = [str(choice) for choice in action.choices if choice]
            meant = did_you_mean(str(value), known)
            if isinstance(action, argparse._SubParsersAction):  # all of them are in the help, a line for each
                raise argparse.ArgumentError(None, _("unknown command “{value}”.").format(value=value) + meant)
            sentence = _("unknown choice “{value}”.").format(value=value)
            raise argparse.ArgumentError(
                action, sentence + (meant or " " + _("Valid values: {known}.").format(known=", ".join(known)))
            )

    def error(self, message: str) -> NoReturn:
        """Say it with where help is, in two lines: the usage of a whole program hides what was wrong."""
        self.exit(2, f"{self.prog}: {message}\n" + _("Try “{prog} --help”.").format(prog=self.prog) + "\n")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“ Is “{name}” meant?” for a word that is nearly one of these, "" where it is none."""
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(word, list(known), 1, 0.6)
    return " " + _("Did you mean “{name}”?").format(name=near[0]) if near else ""
