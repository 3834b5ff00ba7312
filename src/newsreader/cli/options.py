"""What the command line understands: one parser, from which `--help` is drawn."""

import argparse
from pathlib import Path

from newsreader import __version__
from newsreader.i18n import _


def parser() -> argparse.ArgumentParser:
    """The whole command line. Without a command, the reader opens."""
    top = argparse.ArgumentParser(
        prog="newsreader",
        description=_("Press articles, who said what in them, and what readers answered: in a terminal, offline too."),
        epilog=_(
            "Without a command the reader opens; “?” in it shows the keys. Exit codes: 0 all is well, "
            "1 something could not be done (the others were), 2 nothing could, 4 the network cannot be reached."
        ),
    )
    top.add_argument("--version", action="version", version=f"newsreader {__version__}")
    _places(top)
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"))

    def command(name: str, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        _places(made, again=True)
        return made

    refresh = command("refresh", _("fetch the feeds and the articles, without opening the reader"))
    refresh.add_argument(
        "feeds", nargs="*", metavar="FEED", help=_("only these: address, title, folder or number (default: all)")
    )
    refresh.add_argument("-q", "--quiet", action="store_true", help=_("say nothing unless something fails"))
    refresh.add_argument(
        "--now",
        action="store_true",
        help=_("ask what is older than five minutes, as in a terminal; without a terminal or with -q, what is due"),
    )

    sync = command(
        "sync", _("agree with your servers and your other machines: what is read, saved, tagged, subscribed")
    )
    sync.add_argument("account", nargs="?", default="", metavar="ACCOUNT", help=_("only with this one"))
    sync.add_argument("--removals", action="store_true", help=_("let feeds go that a server has lost, however many"))
    sync.add_argument("-q", "--quiet", action="store_true", help=_("say nothing unless something fails"))

    accounts = command("accounts", _("servers to agree with (FreshRSS, Miniflux, others): list, add, remove"))
    accounts_do = accounts.add_mutually_exclusive_group()
    accounts_do.add_argument("--add", default="", metavar="URL", help=_("the address of the server"))
    accounts_do.add_argument("--remove", default="", metavar="NAME", help=_("agree with it no more"))
    accounts_do.add_argument("--password", default="", metavar="NAME", help=_("give another password for it"))
    accounts.add_argument("--user", default="", help=_("who you are there"))
    accounts.add_argument("--name", default="", help=_("a name of your own for it"))
    accounts.add_argument(
        "--api", default="", choices=("greader", "fever"), help=_("which one it speaks; found out without this")
    )
    accounts.add_argument("--json", action="store_true", help=_("one JSON object a line"))

    send = command("send", _("give articles to a service that keeps them: wallabag, Readeck, linkding, Instapaper …"))
    send.add_argument("service", metavar="SERVICE", help=_("its name in the settings, [send.NAME]"))
    send.add_argument("articles", nargs="+", metavar="ARTICLE")

    epub = command("epub", _("bind articles into a book for an e-reader; without any, those of the day as a newspaper"))
    epub.add_argument("articles", nargs="*", metavar="ARTICLE")
    epub.add_argument("--tag", default="", help=_("those with this tag"))
    epub.add_argument("--search", default="", metavar="SEARCH", help=_("those that a search finds"))
    epub.add_argument("--title", default="", help=_("what the book is called"))
    epub.add_argument("-o", "--output", default="", metavar="FILE|FOLDER", help=_("where to put it"))

    add = command("add", _("subscribe to a feed, a page's feed, an outlet by its name, or a list in a file"))
    add.add_argument("url", metavar="URL|NAME|FILE")
    add.add_argument("--pick", type=int, default=0, metavar="N", help=_("which one, where there are several"))
    add.add_argument("--title", default="", help=_("a name of your own for it"))
    add.add_argument("--folder", default="", help=_("the folder to put it in"))

    feeds = command("feeds", _("list the feeds"))
    feeds.add_argument("--health", action="store_true", help=_("when each was asked and what it answered, when next"))
    feeds.add_argument("--json", action="store_true", help=_("one JSON object a line"))

    remove = command("remove", _("unsubscribe from a feed; saved articles stay"))
    remove.add_argument("feed", metavar="FEED", help=_("its address, title or number"))

    lists = command("list", _("list the articles, newest first"))
    lists.add_argument("--unread", action="store_true", help=_("only those not read yet"))
    lists.add_argument("--saved", action="store_true", help=_("only those saved for later"))
    lists.add_argument("--feed", default="", help=_("only those of one feed"))
    lists.add_argument("--limit", type=int, default=0, metavar="N", help=_("at most so many"))
    lists.add_argument("--json", action="store_true", help=_("one JSON object a line"))

    command("read", _("read line by line: numbered lists and typed words, for screen readers and simple terminals"))

    show = command("show", _("print an article: of the library, of a file, or of an address"))
    show.add_argument("article", metavar="ARTICLE|FILE|URL")
    form = show.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("clean text in reading order (the default)"))
    form.add_argument("--markdown", action="store_true", help=_("Markdown"))
    form.add_argument("--json", action="store_true", help=_("the object that “extract” prints"))
    show.add_argument("--comments", action="store_true", help=_("its comments instead; with --json, as objects"))

    extract = command("extract", _("parse pages without touching the library; one JSON object a line"))
    extract.add_argument("sources", nargs="*", metavar="FILE|URL")
    extract.add_argument("--url", default="", help=_("the address that a single file came from"))
    extract.add_argument("--from", dest="listed", type=Path, metavar="LIST.jsonl", help=_('lines of {"file", "url"}'))

    extract.add_argument("--no-site-rules", action="store_true", help=_("use nothing that is known of the outlet"))
    extract.add_argument("--explain", action="store_true", help=_("say which rule took what, instead"))

    quotes = command("quotes", _("who said what, across the library"))
    quotes.add_argument("--speaker", default="", metavar="NAME", help=_("only what this person or organisation said"))
    quotes.add_argument(
        "--since", default="", metavar="WHEN", help=_("only since a date (2026-11-01) or for so many days (3d)")
    )
    shape = quotes.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    shape.add_argument("--markdown", action="store_true", help=_("Markdown"))
    shape.add_argument(
        "--corrections",
        action="store_true",
        help=_("the articles in which you have put right who says what, as annotations: one JSON object a line"),
    )
    quotes.add_argument(
        "--paragraphs",
        type=Path,
        metavar="FILE.jsonl",
        help=_('find the quotations of texts instead, lines of {"id", "paragraphs"} and, if you like, "title" …'),
    )

    search = command("search", _("list the articles that a search finds, whatever the accents"))
    search.add_argument(
        "words",
        nargs="+",
        metavar="WORD",
        help=_('words, "a phrase", title: by: said: source: tag: is: since: -not OR ( )'),
    )
    search.add_argument("--limit", type=int, default=50, metavar="N", help=_("at most so many"))
    search.add_argument("--best", action="store_true", help=_("the best matches first, not the newest"))
    search.add_argument("--json", action="store_true", help=_("one JSON object a line"))

    searches = command("searches", _("the searches that are kept as lists"))
    searches.add_argument("--keep", nargs=2, metavar=("NAME", "SEARCH"), help=_("keep a search under a name"))
    searches.add_argument("--remove", metavar="NAME", help=_("forget a search"))

    rules = command("rules", _("what is done by itself to articles that a search finds: list, keep, preview, remove"))
    rules.add_argument(
        "--keep", nargs=2, metavar=("NAME", "SEARCH"), help=_("keep a rule, for what comes in from now on")
    )
    rules.add_argument("--do", default="", metavar="ACTS", help=_("what it does: hide,read,save,alert,tag:…"))
    rules.add_argument("--preview", metavar="SEARCH", help=_("what it would have found over the last four weeks"))
    rules.add_argument("--remove", metavar="NAME", help=_("forget a rule; what it hid comes back"))
    rules.add_argument("--json", action="store_true", help=_("one JSON object a line"))

    tag = command("tag", _("the tags of an article: show them, or give others"))
    tag.add_argument("article", metavar="ARTICLE")
    tag.add_argument("tags", nargs="*", metavar="TAG")

    count = command("count", _("how many articles there are, or are unread, or a search finds"))
    count.add_argument("words", nargs="*", metavar="WORD")
    count.add_argument("--unread", action="store_true", help=_("only those not read yet"))

    forgets = command("forget", _("how many articles are beyond your limits (keep_days …), and let them go"))
    forgets.add_argument("--now", action="store_true", help=_("let them go now"))

    settings = command("config", _("print the settings as a file in which each is explained"))
    settings.add_argument("--write", action="store_true", help=_("write that file, where there is none yet"))

    words = _("say what is wrong with terminal, settings, library, network, and what to do")
    doctor = commands.add_parser("doctor", help=words, description=words)
    _settings_place(doctor, again=True)
    doctor.add_argument(
        "--library",
        dest="repair",
        type=Path,
        nargs="?",
        const=Path(),
        metavar="FILE",
        help=_("check every page of the library, and mend what is damaged; close the reader first"),
    )
    doctor.add_argument("--offline", action="store_true", help=_("without asking the network"))

    backup = command("backup", _("write a copy of the whole library, while everything runs"))
    backup.add_argument("file", type=Path, metavar="FILE")

    restores = command(
        "restore", _("put a copy that “backup” made in the place of the library, which is kept beside it")
    )
    restores.add_argument("file", type=Path, metavar="FILE")

    save = command("save", _("keep the article of an address, to read it later; without a network, when there is one"))
    save.add_argument("url", metavar="URL")

    notes = command("notes", _("your notes, with what they are about"))
    notes.add_argument("words", nargs="*", metavar="WORD", help=_("only those that hold all these words"))
    notes_shape = notes.add_mutually_exclusive_group()
    notes_shape.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    notes_shape.add_argument("--markdown", action="store_true", help=_("Markdown"))

    imports = command(
        "import",
        _("take in what “export” wrote, or subscribe to what an OPML file, newsboat's urls or nom's config.yml names"),
    )
    imports.add_argument("file", metavar="FILE", help=_("the file, or - for standard input"))

    exports = command("export", _("write the subscriptions as OPML, the whole library, or articles as Markdown"))
    exports.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE|FOLDER",
        help=_("where to, - for standard output; FILE.jsonl means the whole library"),
    )
    exports_form = exports.add_mutually_exclusive_group()
    exports_form.add_argument("--all", action="store_true", help=_("the whole library, as JSON lines"))
    exports_form.add_argument(
        "--markdown",
        nargs="?",
        const="",
        metavar="SEARCH",
        help=_("a file for each article that a search finds, or for all, into a folder"),
    )

    # The app's own helper; nothing for people to call.
    _places(commands.add_parser("fetcher"), again=True)
    return top


def _places(to: argparse.ArgumentParser, again: bool = False) -> None:
    """Options that may stand before a command or after it."""
    default = argparse.SUPPRESS if again else None
    to.add_argument("--library", type=Path, default=default, metavar="FILE", help=_("the library file to use"))
    _settings_place(to, again)


def _settings_place(to: argparse.ArgumentParser, again: bool = False) -> None:
    default = argparse.SUPPRESS if again else None
    to.add_argument("--config", type=Path, default=default, metavar="FILE", help=_("the settings file to use"))
