"""The registry of commands: module, help and options of each. A run imports the module of one command."""

import argparse
from importlib import import_module
from typing import NamedTuple, Protocol

from newsreader.cli.context import Context
from newsreader.i18n import N_

_HERE = "newsreader.cli.commands"


class Command(NamedTuple):
    """A command: its module in `cli/commands/`, what `--help` says of it, and whether a word that begins with a dash
    is a word there."""

    module: str
    help: str
    free_words: bool = False


class CommandModule(Protocol):
    """The interface of a command's module."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, options: argparse.Namespace, context: Context) -> int:
        """Run the command; returns the exit code. Raises NewsreaderError with a sentence for the user."""


#: By what one wants to do; in this order in `--help`.
GROUPS: dict[str, dict[str, Command]] = {
    N_("Read"): {
        "list": Command("list", N_("list articles, newest first")),
        "search": Command("search", N_("list the articles that match a search, with or without accents"), True),
        "show": Command("show", N_("print an article: from the library, a file or an address")),
        "open": Command("open", N_("open the page of an article in the browser")),
        "read": Command("read", N_("mark articles as read; without any, read line by line, for screen readers")),
        "unread": Command("unread", N_("mark articles as unread")),
        "save": Command("save", N_("save articles for later: of the library, or by their address")),
        "unsave": Command("unsave", N_("remove articles from those saved for later")),
        "tag": Command("tag", N_("show or set the tags of an article"), True),
        "tags": Command("tags", N_("all tags, with how many articles have each")),
        "note": Command("note", N_("write a note on an article")),
        "notes": Command("notes", N_("your notes and what they refer to")),
        "quotes": Command("quotes", N_("who said what: in one article, or across the library")),
        "cite": Command("cite", N_("cite an article or a quotation: Markdown, a footnote, BibTeX, RIS, CSL-JSON")),
        "people": Command("people", N_("everyone quoted in the library, with how often")),
        "study": Command(
            "study", N_("who is quoted how much: people, organisations, women and men, by outlet or month")
        ),
        "statements": Command(
            "statements", N_("what several outlets quote, how each cut it, and who they say said it")
        ),
        "count": Command("count", N_("count articles: all, unread, or matching a search"), True),
        "undo": Command("undo", N_("undo the last change, made here or in the reader")),
    },
    N_("Feeds"): {
        "refresh": Command("refresh", N_("refresh feeds and articles without opening the reader")),
        "add": Command("add", N_("subscribe to a feed, a site, an outlet by name, or a list in a file")),
        "feeds": Command("feeds", N_("list the feeds")),
        "feed": Command("feed", N_("give a feed another title or folder")),
        "remove": Command("remove", N_("unsubscribe from a feed; saved articles are kept")),
        "searches": Command("searches", N_("saved searches")),
        "rules": Command("rules", N_("rules: automatic actions on articles matching a search")),
    },
    N_("The library"): {
        "import": Command(
            "import_",
            N_("import an export, or subscriptions from OPML, newsboat or nom"),
        ),
        "export": Command("export", N_("export subscriptions as OPML, the whole library, or articles as Markdown")),
        "backup": Command("backup", N_("back up the library (safe while running)")),
        "restore": Command(
            "restore", N_("put a copy that “backup” made in the place of the library, which is kept beside it")
        ),
        "cleanup": Command("cleanup", N_("show or delete the articles beyond your limits (keep_days…)")),
        "config": Command("config", N_("print the settings as a commented file")),
        "doctor": Command("doctor", N_("diagnose terminal, settings, library and network")),
    },
    N_("Other places"): {
        "sync": Command("sync", N_("sync with your servers and other devices: read, saved, tags, subscriptions")),
        "accounts": Command("accounts", N_("sync accounts (FreshRSS, Miniflux and others): list, add, remove")),
        "send": Command("send", N_("send articles to a read-later service: wallabag, Readeck, linkding, Instapaper…")),
        "epub": Command("epub", N_("create an EPUB from articles; without arguments, today's articles")),
        "extract": Command("extract", N_("parse pages without touching the library; one JSON object a line")),
        "completion": Command("completion", N_("print what completes the words of newsreader in your shell")),
        "help": Command("help", N_("what a command takes")),
    },
}
COMMANDS: dict[str, Command] = {name: command for group in GROUPS.values() for name, command in group.items()}
#: Understood and not listed: what the app calls itself, and names that commands had before.
HIDDEN: dict[str, Command] = {
    "fetcher": Command("fetcher", N_("the process of the reader that fetches")),
    "forget": COMMANDS["cleanup"],
}


def command_module(name: str) -> CommandModule:
    """The module of a command. Importing it is what a command costs beside its work."""
    module: CommandModule = import_module(f"{_HERE}.{(COMMANDS | HIDDEN)[name].module}")
    return module
