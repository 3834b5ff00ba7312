"""`newsreader config`: print all settings with their explanations."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.config import as_documented_toml
from newsreader.config.files import write_file
from newsreader.i18n import _
from newsreader.model.errors import ConfigError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("--write", action="store_true", help=_("write the settings file, unless it exists"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print them, or write the first settings file."""
    settings = context.settings
    words = as_documented_toml(settings)
    if not options.write:
        print(words, end="")
    elif settings.file.exists():
        raise ConfigError(
            _("{path} already exists: “newsreader config” prints it with every setting explained.").format(
                path=settings.file
            )
        )
    else:
        write_file(settings.file, words)
        print(_("The settings are in {path}.").format(path=settings.file))
    return EXIT_OK
