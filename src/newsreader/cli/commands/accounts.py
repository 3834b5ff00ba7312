"""`newsreader accounts`: the servers to agree with."""

import argparse
import getpass
import os
import sys

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OK, print_object
from newsreader.i18n import _, language
from newsreader.library.asking import known_address
from newsreader.library.meeting import join, no_account
from newsreader.library.passwords import Passwords
from newsreader.library.refreshing import utc_now
from newsreader.model.errors import ConfigError
from newsreader.model.syncing import Account
from newsreader.model.text import clean_line
from newsreader.render.dates import short
from newsreader.store.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    do = parser.add_mutually_exclusive_group()
    do.add_argument("--add", default="", metavar="URL", help=_("the address of the server"))
    do.add_argument("--remove", default="", metavar="NAME", help=_("agree with it no more"))
    do.add_argument("--password", default="", metavar="NAME", help=_("give another password for it"))
    parser.add_argument("--user", default="", help=_("who you are there"))
    parser.add_argument("--name", default="", help=_("a name of your own for it"))
    parser.add_argument(
        "--api", default="", choices=("greader", "fever"), help=_("which one it speaks; found out without this")
    )
    parser.add_argument("--json", action="store_true", help=_("one JSON object a line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List the accounts, or add one, remove one, give one another password."""
    passwords = Passwords(context.settings.passwords)
    with context.store() as store:
        if options.add:
            wait_for(_add(options, context, store))
        elif options.remove:
            account = _named(store, options.remove)
            store.accounts.remove(account.id)
            passwords.drop(account)
            print(_("“{name}” is left alone from now on; what is in the library stays.").format(name=account.name))
        elif options.password:
            _say_where(context, passwords.put(_named(store, options.password), _password()))
        else:
            for account in store.accounts.all():
                _show(account, options.json)
    return EXIT_OK


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


async def _add(options: argparse.Namespace, context: Context, store: Store) -> None:
    url = known_address(options.add)
    name = options.name or url.split("/")[2]
    if any(account.name == name for account in store.accounts.all()):
        raise ConfigError(_("There is an account “{name}” already. Choose another name.").format(name=name))
    if not options.user:
        raise ConfigError(_("Say who you are there: --user NAME."))
    wanted = Account(0, clean_line(name), options.api, url, options.user)
    async with context.client(url, store=store) as client:
        account, in_keyring = await join(store, client, context.settings, wanted, _password())
    _say_where(context, in_keyring)
    print(_("Added “{name}” ({url}). “newsreader sync” agrees with it.").format(name=account.name, url=account.url))


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


def _say_where(context: Context, in_keyring: bool) -> None:
    where = _("the system's keyring") if in_keyring else str(context.settings.passwords)
    print(_("The password is kept in {where}.").format(where=where))
