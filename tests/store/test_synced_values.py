"""What several machines say of one thing, made so here."""

from typing import Any

import pytest

from newsreader.model.sync import SyncRecord
from newsreader.store.store import Store
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
