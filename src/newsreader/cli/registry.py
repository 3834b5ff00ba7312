"""The commands: where each is defined and what it is for. One module is imported for one command."""

import argparse
from importlib import import_module
from typing import NamedTuple, Protocol

from newsreader.cli.context import Context
from newsreader.i18n import N_

_HERE = "newsreader.cli.commands"


class Command(NamedTuple):
    """A command: its module in `cli/commands/`, and what `--help` says of it."""

    module: str
    help: str


class CommandModule(Protocol):
    """What the module of a command defines."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, options: argparse.Namespace, context: Context) -> int:
        """Do it; returns the exit code. Raises NewsreaderError with a sentence for the user."""


COMMANDS: dict[str, Command] = {
    "refresh": Command("refresh", N_("refresh feeds and articles without opening the reader")),
    "sync": Command("sync", N_("sync with your servers and other devices: read, saved, tags, subscriptions")),
    "accounts": Command("accounts", N_("sync accounts (FreshRSS, Miniflux and others): list, add, remove")),
    "send": Command("send", N_("send articles to a read-later service: wallabag, Readeck, linkding, Instapaper…")),
    "epub": Command("epub", N_("create an EPUB from articles; without arguments, today's articles")),
    "add": Command("add", N_("subscribe to a feed, a site, an outlet by name, or a list in a file")),
    "feeds": Command("feeds", N_("list the feeds")),
    "remove": Command("remove", N_("unsubscribe from a feed; saved articles are kept")),
    "list": Command("list", N_("list articles, newest first")),
    "read": Command(
        "read", N_("read line by line: numbered lists and typed commands, for screen readers and simple terminals")
    ),
    "show": Command("show", N_("print an article: from the library, a file or an address")),
    "extract": Command("extract", N_("parse pages without touching the library; one JSON object a line")),
    "quotes": Command("quotes", N_("who said what, across the library")),
    "search": Command("search", N_("list the articles that match a search, with or without accents")),
    "searches": Command("searches", N_("saved searches")),
    "rules": Command("rules", N_("rules: automatic actions on articles matching a search")),
    "tag": Command("tag", N_("show or set the tags of an article")),
    "count": Command("count", N_("count articles: all, unread, or matching a search")),
    "cleanup": Command("cleanup", N_("show or delete the articles beyond your limits (keep_days…)")),
    "config": Command("config", N_("print the settings as a commented file")),
    "doctor": Command("doctor", N_("diagnose terminal, settings, library and network")),
    "backup": Command("backup", N_("back up the library (safe while running)")),
    "restore": Command(
        "restore", N_("put a copy that “backup” made in the place of the library, which is kept beside it")
    ),
    "save": Command("save", N_("save a web page to read later (queued when offline)")),
    "notes": Command("notes", N_("your notes and what they refer to")),
    "import": Command(
        "import_",
        N_("import an export, or subscriptions from OPML, newsboat or nom"),
    ),
    "export": Command("export", N_("export subscriptions as OPML, the whole library, or articles as Markdown")),
}
#: Understood and not listed: what the app calls itself, and names that commands had before.
HIDDEN: dict[str, Command] = {
    "fetcher": Command("fetcher", N_("the process of the reader that fetches")),
    "forget": COMMANDS["cleanup"],
}


def command_module(name: str) -> CommandModule:
    """The module of a command. Importing it is what a command costs beside its work."""
    module: CommandModule = import_module(f"{_HERE}.{(COMMANDS | HIDDEN)[name].module}")
    return module
