"""Lists of subscriptions as people have them, copies of a library, and what is damaged."""

import codecs
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.config.credentials import load_passes
from newsreader.library.transfer.library_dump import export_library, import_library
from newsreader.library.transfer.subscriptions import SubscriptionImport, import_list
from newsreader.model.errors import LibraryError, ParseError
from newsreader.parse.newsboat import translated
from newsreader.store.restore import restore
from newsreader.store.store import Store

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "l.db")
    yield opened
    opened.close()


def taken(store: Store, data: str | bytes) -> tuple[SubscriptionImport, dict[str, str]]:
    done = import_list(
        store, data.encode() if isinstance(data, str) else data, store.database.path.with_name("passes.toml")
    )
    return done, {feed.url: feed.title for feed in store.feeds.all()}


def opml(outlines: str) -> str:
    return f'<opml version="2.0"><body>{outlines}</body></opml>'


@pytest.mark.parametrize(
    ("attribute", "address"),
    [
        ('xmlUrl="https://x.example/f"', "https://x.example/f"),
        ('XMLURL="https://x.example/f"', "https://x.example/f"),
        ('type="link" url="https://x.example/f"', "https://x.example/f"),
        ('xmlUrl="feed://x.example/f"', "http://x.example/f"),
        ('xmlUrl="feed:https://x.example/f"', "https://x.example/f"),
        ('xmlUrl="x.example/f"', "https://x.example/f"),
        ('xmlUrl=" https://x.example/f?a=1&b=2&copy=3 "', "https://x.example/f?a=1&b=2&copy=3"),
        ('xmlUrl="https://x.example/f?a=1&amp;b=2"', "https://x.example/f?a=1&b=2"),
    ],
)
def test_an_address_is_found_in_any_spelling_and_kept_as_it_is(store: Store, attribute: str, address: str) -> None:
    done, feeds = taken(store, opml(f'<outline text="Le fil" {attribute}/>'))
    assert list(feeds) == [address] and not done.left


def test_the_folder_that_another_program_made_up_for_feeds_in_none_is_none(store: Store) -> None:
    feed = '<outline text="{0}" xmlUrl="https://x.example/{0}"/>'
    inside = (("Uncategorized", "a"), ("Sans catégorie", "b"), ("Presse / Région", "c"))
    taken(store, opml("".join(f'<outline text="{name}">{feed.format(to)}</outline>' for name, to in inside)))
    assert [each.folder for each in store.feeds.all()] == ["", "", "Presse / Région"]


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16-le") + "%".encode("utf-16-le"),
        codecs.BOM_UTF8 + b"%",
        b'<?xml version="1.0" encoding="ISO-8859-1"?>%',
        b"%",
    ],
    ids=["utf-16", "mark", "latin-1", "nothing declared"],
)
@pytest.mark.parametrize(
    "document",
    [
        opml('<outline text="L’été &eacute; &amp; A & B" xmlUrl="https://x.example/f"/>'),
        opml('<outline text="L’été é &#38; A &amp; B" xmlUrl="https://x.example/f"/>').replace(
            "<opml", '<opml xmlns="http://opml.org/spec2" xmlns:o="urn:o"'
        ),
        opml('<OUTLINE TEXT="L’été é &amp; A &amp; B" XMLURL="https://x.example/f"/>').replace("opml", "OPML"),
    ],
    ids=["references", "namespaces", "capitals"],
)
def test_opml_is_read_as_it_is_written(store: Store, data: bytes, document: str) -> None:
    encoding = "utf-16-le" if data[:2] == codecs.BOM_UTF16_LE else "latin-1" if b"8859" in data else "utf-8"
    document = document.replace("’", "'") if encoding == "latin-1" else document
    _done, feeds = taken(store, data.replace("%".encode(encoding), document.encode(encoding)))
    assert [title.replace("’", "'") for title in feeds.values()] == ["L'été é & A & B"]


def test_what_is_left_out_is_counted_and_named(store: Store) -> None:
    outlines = (
        '<outline text="ftp" xmlUrl="ftp://x/y"/><outline text="vide" xmlUrl=""/><outline text="rel" xmlUrl="/f"/>'
        '<outline text="Site" htmlUrl="https://site.example/"/>'
    )
    done, feeds = taken(store, opml('<outline text="oui" xmlUrl="https://x.example/f"/>' + outlines))
    assert len(feeds) == done.new == 1
    assert done.left == ("ftp ftp://x/y", "vide", "rel /f", "Site https://site.example/") and not done.broken


def test_a_file_that_breaks_off_is_taken_as_far_as_it_goes(store: Store) -> None:
    whole = opml('<outline text="un" xmlUrl="https://x.example/1"/><outline text="deux" xmlUrl="https://x.example/2"/>')
    done, feeds = taken(store, whole[: whole.index("deux")])
    assert done.broken and list(feeds) == ["https://x.example/1"]


@pytest.mark.parametrize(
    "data", [b"", opml("").encode(), b"<html><body>Bonjour</body></html>", b"\x00\x01SQLite", b"oui"]
)
def test_what_is_no_list_is_said(store: Store, data: bytes) -> None:
    with pytest.raises(ParseError):
        taken(store, data)


def test_users_and_passwords_go_where_they_belong(store: Store) -> None:
    done, feeds = taken(store, "https://ida:s%40cret@x.example/f\nhttps://y.example/f\n")
    assert list(feeds) == ["https://x.example/f", "https://y.example/f"]
    passes = store.database.path.with_name("passes.toml")
    assert load_passes(passes) == {"https://x.example/f": {"user": "ida", "password": "s@cret"}}
    assert len(done.said) == 1 and "x.example" in done.said[0] and "s@cret" not in done.said[0]


def test_tags_and_queries_of_newsboat_become_searches(store: Store) -> None:
    urls = (
        'https://x.example/1 "presse" "mer" "~Un"\nhttps://x.example/2 presse mer\n'
        '"query:À lire:unread = \\"yes\\" and tags # \\"mer\\""\n"query:Dur:latest_article_age <= 3"\nexec:ls\n'
    )
    done, _feeds = taken(store, urls)
    assert next((feed.folder, feed.title) for feed in store.feeds.all()) == ("presse", "Un")
    both = 'source:"https://x.example/1" OR source:"https://x.example/2"'
    assert store.tags.searches() == {"mer": both, "À lire": f"is:unread ({both})"}
    assert len(done.left) == 2 and done.searches == 2


def test_a_tag_of_too_many_feeds_is_named(store: Store) -> None:
    done, _feeds = taken(store, "".join(f"https://x.example/{n} presse mer\n" for n in range(101)))
    assert done.new == 101 and not store.tags.searches()
    assert [sentence for sentence in done.said if "“mer”" in sentence]


@pytest.mark.parametrize(
    ("filter_", "search"),
    [
        ('title =~ "port|quai"', '(title:"port" OR title:"quai")'),
        ('author = "Ida" or age < 3', 'by:"Ida" OR since:3d'),
        ('content !~ "foot"', '-"foot"'),
        ('( unread = "no" )', "( is:read )"),
        ('title =~ "a[bc]+"', ""),
        ('flags # "a"', ""),
    ],
)
def test_a_filter_is_a_search_where_there_is_one_like_it(filter_: str, search: str) -> None:
    assert translated(filter_, {}) == search


def test_a_copy_is_restored_and_what_was_there_is_kept(store: Store, tmp_path: Path) -> None:
    store.feeds.add("https://x.example/1")
    store.database.backup(tmp_path / "copie.db")
    store.feeds.add("https://x.example/2")
    old = restore(store.database.path, tmp_path / "copie.db", NOW)
    assert [feed.url for feed in store.feeds.all()] == ["https://x.example/1"]
    assert old
    before = Store(old)
    assert len(before.feeds.all()) == 2
    before.close()
    new = tmp_path / "neuf" / "l.db"
    assert restore(new, tmp_path / "copie.db", NOW) is None
    opened = Store(new)
    assert len(opened.feeds.all()) == 1
    opened.close()


def test_what_is_no_copy_is_not_restored(store: Store, tmp_path: Path) -> None:
    store.feeds.add("https://x.example/1")
    for name, data in (("vide", b""), ("texte", b"Bonjour" * 99)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(LibraryError, match=name):
            restore(store.database.path, tmp_path / name, NOW)
    with pytest.raises(LibraryError):
        restore(store.database.path, tmp_path / "absent", NOW)
    assert len(store.feeds.all()) == 1


def test_a_damaged_export_gives_what_it_can(store: Store, tmp_path: Path) -> None:
    for number in range(4):
        store.feeds.add(f"https://x.example/{number}")
    lines = list(export_library(store))
    lines[2] = lines[2][:30]
    lines[3] = '{"kind":"feed","url":null,"title":"x"}'
    other = Store(tmp_path / "autre.db")
    done = import_library(other, lines)
    assert done.damaged == (3, 4) and len(other.feeds.all()) == 2
    other.close()
