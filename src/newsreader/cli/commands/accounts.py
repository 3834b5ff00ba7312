"""`newsreader accounts`: list, add, move and remove accounts at sync servers."""

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OK, print_object
from newsreader.i18n import _, labelled, language
from newsreader.library.sync.accounts import SyncAccounts
from newsreader.library.sync.credentials import CredentialStore
from newsreader.library.urls import parse_web_address
from newsreader.model.errors import ConfigError
from newsreader.model.sync import Account
from newsreader.model.text import clean_line
from newsreader.render.dates import short


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    do = parser.add_mutually_exclusive_group()
    do.add_argument("--add", default="", metavar=_("URL"), help=_("the address of the server"))
    do.add_argument("--remove", default="", metavar=_("NAME"), help=_("remove the account"))
    do.add_argument("--move", nargs=2, metavar=(_("NAME"), _("URL")), help=_("its server has another address"))
    do.add_argument("--password", default="", metavar=_("NAME"), help=_("set a new password for it"))
    parser.add_argument("--user", default="", metavar=_("NAME"), help=_("user name"))
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("a name of your choice"))
    parser.add_argument(
        "--api", default="", choices=("greader", "fever"), help=_("API of the server (default: detect)")
    )
    parser.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List the accounts, or add one, remove one, give one another address or password."""
    with context.library() as library:
        accounts = library.accounts
        if options.add:
            wait_for(_add(options, context, accounts))
        elif options.remove:
            accounts.remove(context.settings, options.remove)
            print(_("Account “{name}” removed; your articles are kept.").format(name=options.remove))
        elif options.move:
            wait_for(_move(options, context, accounts))
        elif options.password:
            account = accounts.named(options.password)
            _say_where(context, CredentialStore(context.settings.passwords).set(account, _password()))
        else:
            for account in accounts.all():
                _show(account, accounts.rejected(account), options.json)
    return EXIT_OK


def _show(account: Account, rejected: list[str], as_json: bool) -> None:
    if as_json:
        synced = account.synced.isoformat() if account.synced else None
        plain = {"name": account.name, "api": account.kind, "url": account.url, "user": account.user}
        print_object({**plain, "synced": synced, "error": account.error, "rejected": rejected})
        return
    when = short(account.synced, datetime.now(UTC), language()) if account.synced else _("never")
    print(labelled(clean_line(account.name), f"{account.kind}, {clean_line(account.user)}, {account.url}"))
    print("  " + _("last sync: {when}").format(when=when))
    if account.error:
        print(f"  ! {clean_line(account.error)}")
    if rejected:
        names = ", ".join(clean_line(what.removeprefix("tag:")) for what in rejected)
        print("  " + _("rejected there, kept here: {names}").format(names=names))


async def _add(options: argparse.Namespace, context: Context, accounts: SyncAccounts) -> None:
    url = parse_web_address(options.add)
    if not options.user:
        raise ConfigError(_("Give your user name there: --user NAME."))
    wanted = Account(0, clean_line(options.name or url.split("/")[2]), options.api, url, options.user)
    account, in_keyring = await accounts.add(context.settings, wanted, _password)
    _say_where(context, in_keyring)
    print(_("Added “{name}” ({url}). Run “newsreader sync”.").format(name=account.name, url=account.url))


async def _move(options: argparse.Namespace, context: Context, accounts: SyncAccounts) -> None:
    name, url = options.move
    account = await accounts.move(context.settings, name, parse_web_address(url))
    print(_("“{name}” is at {url} now.").format(name=account.name, url=account.url))


def _password() -> str:
    """The password: from the environment, from a person, or the first line that comes in."""
    if password := os.environ.get("NEWSREADER_PASSWORD"):
        return password
    if sys.stdin.isatty():
        return getpass.getpass(_("Password: "))
    return sys.stdin.readline().rstrip("\n")


def _say_where(context: Context, in_keyring: bool) -> None:
    where = _("the system's keyring") if in_keyring else str(context.settings.passwords)
    print(_("The password is stored in {where}.").format(where=where))
