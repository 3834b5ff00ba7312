"""`newsreader accounts` and `newsreader sync`."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from contextlib import closing

from newsreader.cli.commands import NOTHING, OFFLINE, OK, PARTLY, network
from newsreader.cli.objects import print_object
from newsreader.config import Config
from newsreader.i18n import _, language
from newsreader.library.asking import known_address
from newsreader.library.events import Syncing
from newsreader.library.meeting import Meeting, in_words, join, no_account, none_to_agree_with
from newsreader.library.passwords import Passwords
from newsreader.library.refreshing import utc_now
from newsreader.model.errors import Busy, ConfigError
from newsreader.model.syncing import Account
from newsreader.model.text import clean_line
from newsreader.render.dates import short
from newsreader.store.store import Store


async def accounts(options: argparse.Namespace, settings: Config) -> int:
    """List the accounts, or add one, remove one, give one another password."""
    with closing(Store(settings.library)) as store:
        if options.add:
            return await _add(options, settings, store)
        if options.remove:
            account = _named(store, options.remove)
            store.accounts.remove(account.id)
            Passwords(settings.passwords).drop(account)
            print(_("“{name}” is left alone from now on; what is in the library stays.").format(name=account.name))
            return OK
        if options.password:
            account = _named(store, options.password)
            _say_where(settings, Passwords(settings.passwords).put(account, _password()))
            return OK
        for account in store.accounts.all():
            _show(account, options.json)
        return OK


def _show(account: Account, as_json: bool) -> None:
    if as_json:
        synced = account.synced.isoformat() if account.synced else None
        plain = {"name": account.name, "api": account.kind, "url": account.url, "user": account.user}
        print_object({**plain, "synced": synced, "error": account.error})
        return
    when = short(account.synced, utc_now(), language()) if account.synced else _("never")
    print(f"{clean_line(account.name)}: {account.kind}, {clean_line(account.user)}, {account.url}")
    print("  " + _("agreed with: {when}").format(when=when))
    if account.error:
        print(f"  ! {clean_line(account.error)}")


async def _add(options: argparse.Namespace, settings: Config, store: Store) -> int:
    url = known_address(options.add)
    name = options.name or url.split("/")[2]
    if any(account.name == name for account in store.accounts.all()):
        raise ConfigError(_("There is an account “{name}” already. Choose another name.").format(name=name))
    if not options.user:
        raise ConfigError(_("Say who you are there: --user NAME."))
    wanted = Account(0, clean_line(name), options.api, url, options.user)
    async with network(settings, url, store=store) as client:
        account, in_keyring = await join(store, client, settings, wanted, _password())
    _say_where(settings, in_keyring)
    print(_("Added “{name}” ({url}). “newsreader sync” agrees with it.").format(name=account.name, url=account.url))
    return OK


def _named(store: Store, name: str) -> Account:
    for account in store.accounts.all():
        if account.name == name:
            return account
    raise no_account(name)


def _password() -> str:
    """The password: from the environment, from a person, or the first line that comes in."""
    if password := os.environ.get("NEWSREADER_PASSWORD"):
        return password
    if sys.stdin.isatty():
        return getpass.getpass(_("Password: "))
    return sys.stdin.readline().rstrip("\n")


def _say_where(settings: Config, in_keyring: bool) -> None:
    where = _("the system's keyring") if in_keyring else str(settings.passwords)
    print(_("The password is kept in {where}.").format(where=where))


async def sync(options: argparse.Namespace, settings: Config) -> int:
    """Agree with servers and folder; returns the exit code."""
    with closing(Store(settings.library)) as store:
        async with network(settings, store=store) as client:
            meeting = Meeting(store, client, settings, utc_now, _progress(options.quiet))
            if not meeting.is_wanted():
                raise none_to_agree_with()
            try:
                done = await meeting.agree(options.account, options.removals)
            except Busy as busy:
                print(busy.sentence, file=sys.stderr)
                return OK
    for one in done:
        if one.error:
            print(clean_line(in_words(one)), file=sys.stderr)
        elif not options.quiet:
            print(clean_line(in_words(one)))
        for note in one.notes:
            print(clean_line(note), file=sys.stderr)
    failed = [one for one in done if one.error]
    if failed and all(one.unreachable for one in failed) and len(failed) == len(done):
        return OFFLINE
    return OK if not failed else NOTHING if len(failed) == len(done) else PARTLY


def _progress(quiet: bool) -> Callable[[Syncing], None]:
    """A line that is written over, on a terminal."""
    if quiet or not sys.stderr.isatty():
        return lambda _event: None

    def show(event: Syncing) -> None:
        end = "\n" if event.done >= event.total else "\r"
        print(f"\r{clean_line(event.name)} {event.done}/{event.total} ", end=end, file=sys.stderr, flush=True)

    return show
