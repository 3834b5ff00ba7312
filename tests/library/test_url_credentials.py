"""Users and passwords in addresses of feeds go into a file of their own, never into the library."""

from contextlib import closing
from pathlib import Path

import pytest

from newsreader.config.credentials import load_passes
from newsreader.library.transfer.subscriptions import import_list
from newsreader.library.url_credentials import set_aside, without_credentials
from newsreader.store.store import Store


@pytest.mark.parametrize(
    ("url", "plain", "user", "password"),
    [
        ("https://x.example/f", "https://x.example/f", "", ""),
        ("https://ida:secret@x.example/f", "https://x.example/f", "ida", "secret"),
        ("https://ida@x.example/f", "https://x.example/f", "ida", ""),
        ("https://:secret@x.example/f", "https://x.example/f", "", "secret"),
        ("https://ida%40x:a%3Ab@x.example/f", "https://x.example/f", "ida@x", "a:b"),
        ("ida:secret@x.example/f", "x.example/f", "ida", "secret"),
        (" https://ida:se:cret@x.example ", "https://x.example", "ida", "se:cret"),
        ("https://x.example/@ida", "https://x.example/@ida", "", ""),
        ("https://x.example/?q=a@b", "https://x.example/?q=a@b", "", ""),
        ("", "", "", ""),
    ],
)
def test_an_address_is_taken_apart(url: str, plain: str, user: str, password: str) -> None:
    assert without_credentials(url) == (plain, user, password)


@pytest.mark.parametrize(
    ("url", "named", "section", "kept"),
    [
        ("https://ida:secret@x.example/f", "", "https://x.example/f", {"user": "ida", "password": "secret"}),
        ("https://ida@x.example/f", "", "https://x.example/f", {"user": "ida", "password": ""}),
        ("ida:secret@x.example/f", "https://x.example/f", "https://x.example/f", {"user": "ida", "password": "secret"}),
        ("https://:secret@x.example/f", "", "https://x.example/f", {"user": "", "password": "secret"}),
    ],
)
def test_they_are_kept_for_this_address_alone_and_that_is_said(
    tmp_path: Path, url: str, named: str, section: str, kept: dict[str, str]
) -> None:
    passes = tmp_path / "passes.toml"
    address, said = set_aside(url, passes, named)
    assert "@" not in address and "for x.example are kept in" in said and str(passes) in said
    assert load_passes(passes) == {section: kept} and passes.stat().st_mode & 0o777 == 0o600


def test_without_any_nothing_is_kept_or_said(tmp_path: Path) -> None:
    passes = tmp_path / "passes.toml"
    assert set_aside("https://x.example/f", passes) == ("https://x.example/f", "") and not passes.exists()


def test_a_list_that_is_imported_leaves_none_in_the_library(store: Store, tmp_path: Path) -> None:
    passes = tmp_path / "passes.toml"
    lines = b"https://ida@x.example/f\nhttps://:secret@y.example/f\nhttps://z.example/f mer\nhttps://z.example/f\n"
    found = import_list(store, lines, passes)
    assert set(load_passes(passes)) == {"https://x.example/f", "https://y.example/f"} and len(found.said) == 2
    assert [feed.url for feed in store.feeds.all()] == [f"https://{name}.example/f" for name in "xyz"]
    assert (found.new, found.known) == (3, 1)
    with closing(store):
        assert b"secret" not in store.database.path.read_bytes()
