"""What several machines say of one thing, made so here."""

from typing import Any

import pytest

from newsreader.model.sync import SyncRecord
from newsreader.store.store import Store
from newsreader.store.synced_values import GONE, SyncedValues
from tests.store.test_store import NOW, an_article

TIME = int(NOW.timestamp() * 1000)


@pytest.mark.parametrize(
    ("type", "more", "value"),
    [
        ("read", "", True),
        ("saved", "", {"url": "https://x.example/1", "title": "Titre"}),
        ("tag", "\nmer", True),
        ("speaker", "\nabc", {"quote": "Oui.", "before": "", "speaker": "Anne Bec", "speaker_type": "person"}),
    ],
)
def test_what_is_said_of_an_article_that_is_here_is_done_and_of_another_waits(
    store: Store, type: str, more: str, value: Any
) -> None:
    article = an_article(1)
    store.articles.put_entry(0, article, "s", NOW)
    journal = store.journal
    journal.enable("here", TIME - 1000)
    journal.merge([SyncRecord(type, f"{article.id}{more}", TIME, "there", value)])
    assert not store.database.rows("SELECT 1 FROM sync_record WHERE deferred")
    journal.merge([SyncRecord(type, f"nowhere{more}", TIME, "there", value)])
    assert [row["key"] for row in store.database.rows("SELECT key FROM sync_record WHERE deferred")] == [
        f"nowhere{more}"
    ]


@pytest.mark.parametrize(
    ("type", "key", "values"),
    [
        ("read", "x:1", [True, False]),
        ("saved", "x:1", [{"url": "https://x.example/1", "title": "Titre 1"}, None]),
        ("tag", "x:1\nmer", [True, False]),
        (
            "speaker",
            "x:1\nabc",
            [
                {"quote": "Oui.", "before": "", "speaker": "Anne Bec", "speaker_type": "person"},
                {"quote": "Oui.", "before": "Ida", "speaker": "", "speaker_type": ""},
                None,
            ],
        ),
        (
            "note",
            "https://x.example/1\n5\n0\n3\n6",
            [
                {
                    **{"text": "Juste", "quote": "mot", "speaker": "Anne", "title": "Titre 1", "outlet": "Essai"},
                    **{"updated": TIME // 1000, "key": "x:1"},
                },
                None,
            ],
        ),
        (
            "feed",
            "https://x.example/f.rss",
            [
                {"title": "Le fil", "folder": "Mer", "muted": True},
                {"title": "", "folder": "", "muted": False},
                None,
            ],
        ),
    ],
)
def test_what_another_device_says_is_so_here_then(store: Store, type: str, key: str, values: list[Any]) -> None:
    store.articles.put_entry(0, an_article(1), "s", NOW)
    synced = SyncedValues(store.database, store.feeds)
    for step, value in enumerate(values):
        assert synced.apply(SyncRecord(type, key, TIME + step, "there", value))
        assert synced.of(type, key) == value


def test_what_belongs_to_an_article_that_is_gone_has_no_value_and_other_things_have_none(store: Store) -> None:
    synced = SyncedValues(store.database, store.feeds)
    assert [synced.of(type, "x:9\nmer") for type in ("read", "saved", "tag", "speaker")] == [GONE] * 4
    assert synced.of("feed", "https://x.example/f") is None and synced.of("note", "u\n1\n2\n3\n4") is None
    for type, value in (("read", False), ("saved", None), ("tag", False), ("speaker", None)):
        assert synced.apply(SyncRecord(type, "x:9\nmer", TIME, "there", value)), "there is nothing to be done"


def test_a_note_that_is_changed_elsewhere_keeps_what_it_is_on(store: Store) -> None:
    number = store.articles.put_entry(0, an_article(1), "s", NOW)
    synced, key = SyncedValues(store.database, store.feeds), "https://x.example/1\n5\n0\n3\n6"
    for text, article, waits in (("Un", "x:1", False), ("Deux", "", True)):
        record = SyncRecord("note", key, TIME, "there", {"text": text, "quote": text, "key": article})
        assert synced.apply(record) is not waits
        (note,) = store.notes.all()
        assert (note.text, note.quote, note.article) == (text, "Un", number)


def test_the_title_that_a_feed_has_stays_where_nobody_gave_it_another(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f")
    store.feeds.describe(feed, "Son titre", "", "")
    synced = SyncedValues(store.database, store.feeds)
    assert synced.of("feed", "https://x.example/f") == {"title": "", "folder": "", "muted": False}
    synced.apply(SyncRecord("feed", "https://x.example/f", TIME, "there", {"title": "", "folder": "Mer"}))
    (kept,) = store.feeds.all()
    assert (kept.title, kept.folder) == ("Son titre", "Mer") and not store.feeds.own_title(feed)
    synced.apply(SyncRecord("feed", "https://x.example/f", TIME, "there", {"title": "Mon titre", "muted": True}))
    assert store.feeds.own_title(feed) == "Mon titre" and store.feeds.all()[0].muted
    synced.apply(SyncRecord("feed", "https://x.example/f", TIME, "there", {"title": "Mon titre"}))
    assert store.feeds.all()[0].muted, "older versions do not say so"


def test_a_feed_that_has_moved_since_does_not_come_back_where_it_was(store: Store) -> None:
    old, new = "https://x.example/f", "https://x.example/g"
    store.feeds.add(old, "Le fil")
    store.journal.enable("here", TIME - 1000)
    store.journal.merge([SyncRecord("feed_moved", f"{old}\n{new}", TIME, "there", True)])
    assert [feed.url for feed in store.feeds.all()] == [new]
    synced = SyncedValues(store.database, store.feeds)
    for when, urls in ((TIME, [new]), (TIME + 1, [new, old])):
        assert synced.apply(SyncRecord("feed", old, when, "there", {"title": "Le fil"})), "there is nothing to wait for"
        assert [feed.url for feed in store.feeds.all()] == urls
