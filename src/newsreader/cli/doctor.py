"""The checks of `newsreader doctor`: terminal, settings, library, network, external programs."""

import asyncio
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from newsreader import __version__, config, i18n
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL
from newsreader.config.credentials import load_passes
from newsreader.i18n import _, labelled, plural
from newsreader.library.user_sites import load_user_sites
from newsreader.model.errors import LibraryError, NewsreaderError
from newsreader.model.feed import is_bundled
from newsreader.render.numbers import size

#: Whether it is well, and a sentence.
Finding = tuple[bool, str]
#: Bytes free beside the library below which a warning is due.
_ROOM = 200_000_000


def examine(context: Context, offline: bool) -> int:
    """Look at everything, say what was found; returns EXIT_OK if all is well, else EXIT_PARTIAL."""
    print(f"newsreader {__version__} · Python {sys.version.split()[0]} · {sys.platform}")
    wrong = 0
    try:
        settings = config.load(context.config_file, context.library_file)
        i18n.speak(settings.language)
    except NewsreaderError as error:
        wrong, settings = 1, config.Config(library=context.library_file or config.library_path())
        print(_line(False, error.sentence))
    parts = [*([] if wrong else [_settings(settings)]), _terminal(), _library(settings), _programs(settings)]
    if settings.library.exists():
        parts.append(_others(settings))
    if not offline:
        parts.append(_network(settings))
    for part in parts:
        try:
            for well, sentence in part:
                wrong += not well
                print(_line(well, sentence))
        except NewsreaderError as error:
            wrong += 1
            print(_line(False, error.sentence))
    print()
    print(
        plural("{n} problem found.", "{n} problems found.", wrong).format(n=wrong) if wrong else _("No problem found.")
    )
    return EXIT_PARTIAL if wrong else EXIT_OK


def repair(context: Context) -> int:
    """Check every page of the library and mend what is damaged; EXIT_PARTIAL where something stays wrong."""
    from newsreader.library.maintenance.recovery import check_and_repair

    path = context.settings.library
    if not path.is_file():
        raise LibraryError(_("No library {path}.").format(path=path))
    well = True
    for well, sentence in check_and_repair(path, datetime.now(UTC)):
        print(_line(well, sentence))
    return EXIT_OK if well else EXIT_PARTIAL


def _line(well: bool, sentence: str) -> str:
    return f"{'ok' if well else '!!'}  {sentence}"


def _settings(settings: config.Config) -> Iterator[Finding]:
    from newsreader.tui.keymap import keymap
    from newsreader.tui.themes import chosen

    if settings.file.is_file():
        yield True, _("Settings: {path}").format(path=settings.file)
        keymap(settings)
        chosen(settings)
    else:
        yield (
            True,
            _("No settings file: the defaults apply. “newsreader config --write” creates {path}.").format(
                path=settings.file
            ),
        )
    yield True, _("Logs: {path} (“--debug” logs more).").format(path=config.logs_path())
    yield from ((False, sentence) for sentence in load_user_sites(settings.sites))
    if settings.passes.is_file():
        load_passes(settings.passes)
        yield True, _("Credentials: {path} (private).").format(path=settings.passes)


def _terminal() -> Iterator[Finding]:
    kind = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield True, _("Not a terminal: plain-text output.")
    elif kind in ("", "dumb"):
        yield (
            False,
            _("TERM is “{kind}”: full-screen mode is not possible. Set TERM to your terminal's type.").format(
                kind=kind
            ),
        )
    else:
        columns, rows = shutil.get_terminal_size()
        yield (
            columns >= 40 and rows >= 15,
            _("Terminal: {kind}, {columns} × {rows} (40 × 15 or more recommended).").format(
                kind=kind, columns=columns, rows=rows
            ),
        )
        colours = os.environ.get("COLORTERM", "") in ("truecolor", "24bit") or "256color" in kind or "direct" in kind
        yield (
            True,
            _("Colours: all.")
            if colours
            else _('Colours: few, according to TERM; theme = "ansi-dark" uses the terminal\'s own.'),
        )
    words = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    well = any(name in words.lower().replace("-", "") for name in ("utf8",)) or sys.platform == "darwin"
    yield (
        well,
        _("Locale: {words}.").format(words=words)
        if well
        else _("The locale “{words}” is not UTF-8: some characters may look wrong. Set LANG, or ascii = true.").format(
            words=words
        ),
    )
    if os.environ.get("TMUX"):
        yield True, _("tmux: copying needs “set -g set-clipboard on” in tmux, or the setting “copy”.")
    if os.environ.get("NO_COLOR"):
        yield True, _("NO_COLOR is set: colours disabled.")


def _library(settings: config.Config) -> Iterator[Finding]:
    path = settings.library
    if not path.exists():
        yield True, _("The library {path} will be created at the first start.").format(path=path)
        path = next(parent for parent in path.parents if parent.exists())
        if not os.access(path, os.W_OK):
            yield False, _("{path} cannot be written. Choose another place with --library.").format(path=path)
        return
    from newsreader.library.core import Library
    from newsreader.model.article_filter import ArticleFilter

    library = Library(path)
    try:
        taken, count = size(path.stat().st_size), library.count(ArticleFilter())
        feeds = len(library.subscriptions.all())
        yield (
            True,
            _("Library: {path}, {count} articles from {feeds} feeds, {size}.").format(
                path=path, count=count, feeds=feeds, size=taken
            ),
        )
        trouble = library.upkeep.check_integrity()
        yield (
            not trouble,
            _("It is damaged: {words}. Close newsreader; “newsreader doctor --repair” mends it.").format(words=trouble)
            if trouble
            else _("It is undamaged."),
        )
    finally:
        library.close()
    others = path.stat().st_mode & 0o077 if os.name == "posix" else 0
    if others:
        yield False, _("{path} is readable by others. Run: chmod 600 {path}").format(path=path)
    room = shutil.disk_usage(path.parent).free
    yield room > _ROOM, _("{room} of free space.").format(room=size(room))


def _programs(settings: config.Config) -> Iterator[Finding]:
    for name in ("browser_command", "copy_command"):
        if command := getattr(settings, name):
            program = shlex.split(command)[0]
            is_installed = shutil.which(program) is not None
            yield (
                is_installed,
                _("“{name}” is {program}.").format(name=name, program=program)
                if is_installed
                else _("“{name}” is {program}, which is not installed.").format(name=name, program=program),
            )


def _others(settings: config.Config) -> Iterator[Finding]:
    """List the servers and devices that the library syncs with."""
    from newsreader.library.core import Library
    from newsreader.library.sync.credentials import CredentialStore

    library = Library(settings.library)
    try:
        accounts = library.accounts.all()
    finally:
        library.close()
    for account in accounts:
        CredentialStore(settings.passwords).get(account)
        yield (
            not account.error,
            labelled(account.name, account.error)
            if account.error
            else _("Account: {name}, {url}.").format(name=account.name, url=account.url),
        )
    if settings.sync_folder:
        folder = Path(settings.sync_folder).expanduser()
        yield (
            folder.parent.is_dir(),
            _("Shared folder: {path}.").format(path=folder)
            if folder.parent.is_dir()
            else _("The folder {path} does not exist. Is its disk mounted?").format(path=folder),
        )


def _network(settings: config.Config) -> Iterator[Finding]:
    from newsreader.library.core import Library
    from newsreader.library.http import client_for

    library = Library(settings.library)
    try:
        feeds = [
            feed for feed in library.subscriptions.all() if feed.url.startswith("http") and not is_bundled(feed.url)
        ]
    finally:
        library.close()
    if not feeds:
        return
    url = feeds[0].url

    async def ask() -> None:
        async with client_for(settings) as client:
            client.allow_private(url)
            await client.get(url)

    try:
        asyncio.run(ask())
    except NewsreaderError as error:
        yield False, labelled(url, error.sentence)
        return
    yield True, _("Network: {url} is reachable.").format(url=url)
