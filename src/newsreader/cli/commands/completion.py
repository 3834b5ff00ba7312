"""`newsreader completion`: print the completion script of a shell."""

import argparse
from importlib.resources import files

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _

#: Where each shell looks by itself.
PLACES = {
    "bash": "~/.local/share/bash-completion/completions/newsreader",
    "zsh": "~/.zfunc/_newsreader",
    "fish": "~/.config/fish/completions/newsreader.fish",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.epilog = "\n".join(
        [
            _("Where each shell looks:"),
            *(f"  newsreader completion {shell} > {place}" for shell, place in PLACES.items()),
        ]
    )
    parser.add_argument("shell", choices=list(PLACES), metavar=_("SHELL"), help=_("bash, zsh or fish"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print it."""
    file = files("newsreader.cli") / "shell_files" / f"newsreader.{options.shell}"
    print(file.read_text(encoding="utf-8"), end="")
    return EXIT_OK
