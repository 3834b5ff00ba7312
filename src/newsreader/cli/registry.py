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
    "refresh": Command("refresh", N_("fetch the feeds and the articles, without opening the reader")),
    "sync": Command(
        "sync", N_("agree with your servers and your other machines: what is read, saved, tagged, subscribed")
    ),
    "accounts": Command("accounts", N_("servers to agree with (FreshRSS, Miniflux, others): list, add, remove")),
    "send": Command(
        "send", N_("give articles to a service that keeps them: wallabag, Readeck, linkding, Instapaper …")
    ),
    "epub": Command(
        "epub", N_("bind articles into a book for an e-reader; without any, those of the day as a newspaper")
    ),
    "add": Command("add", N_("subscribe to a feed, a page's feed, an outlet by its name, or a list in a file")),
    "feeds": Command("feeds", N_("list the feeds")),
    "remove": Command("remove", N_("unsubscribe from a feed; saved articles stay")),
    "list": Command("list", N_("list the articles, newest first")),
    "read": Command(
        "read", N_("read line by line: numbered lists and typed words, for screen readers and simple terminals")
    ),
    "show": Command("show", N_("print an article: of the library, of a file, or of an address")),
    "extract": Command("extract", N_("parse pages without touching the library; one JSON object a line")),
    "quotes": Command("quotes", N_("who said what, across the library")),
    "search": Command("search", N_("list the articles that a search finds, whatever the accents")),
    "searches": Command("searches", N_("the searches that are kept as lists")),
    "rules": Command(
        "rules", N_("what is done by itself to articles that a search finds: list, keep, preview, remove")
    ),
    "tag": Command("tag", N_("the tags of an article: show them, or give others")),
    "count": Command("count", N_("how many articles there are, or are unread, or a search finds")),
    "cleanup": Command("cleanup", N_("how many articles are beyond your limits (keep_days …), and let them go")),
    "config": Command("config", N_("print the settings as a file in which each is explained")),
    "doctor": Command("doctor", N_("say what is wrong with terminal, settings, library, network, and what to do")),
    "backup": Command("backup", N_("write a copy of the whole library, while everything runs")),
    "restore": Command(
        "restore", N_("put a copy that “backup” made in the place of the library, which is kept beside it")
    ),
    "save": Command(
        "save", N_("keep the article of an address, to read it later; without a network, when there is one")
    ),
    "notes": Command("notes", N_("your notes, with what they are about")),
    "import": Command(
        "import_",
        N_("take in what “export” wrote, or subscribe to what an OPML file, newsboat's urls or nom's config.yml names"),
    ),
    "export": Command("export", N_("write the subscriptions as OPML, the whole library, or articles as Markdown")),
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
