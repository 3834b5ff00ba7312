"""What refers to something that is gone, in a library that was damaged."""

from newsreader.model.note import Note
from newsreader.store.recovery import delete_orphans
from newsreader.store.store import Store
from tests.store.test_store import NOW, fill


def test_a_note_stays_without_its_article_and_what_belongs_to_that_goes(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f.rss", "Le fil")
    numbers = fill(store, 2, feed)
    with store.undo.record("noter", NOW) as step:
        store.notes.put(step, Note(0, numbers[0], "À relire"), NOW)
    store.database.write("PRAGMA foreign_keys = OFF")
    store.database.write("DELETE FROM article WHERE id = ?", (numbers[0],))
    delete_orphans(store.database)
    assert [(note.article, note.text) for note in store.notes.all()] == [(0, "À relire")]
    assert [row["article"] for row in store.database.rows("SELECT article FROM article_body")] == [numbers[1]]
