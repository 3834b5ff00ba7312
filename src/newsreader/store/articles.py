"""Articles of the library: their texts and threads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from newsreader.i18n import from_stored, to_stored
from newsreader.model.article import Article
from newsreader.model.comment import Thread
from newsreader.model.serialize import article_from_dict, thread_from_plain, thread_to_plain
from newsreader.store.codec import ArticleRow, encode_article, is_sane, pack, unpack
from newsreader.store.database import Database
from newsreader.store.entries import Entries, EntryFields, KnownArticle
from newsreader.store.fts_index import FullTextIndex
from newsreader.store.revisions import Revisions
from newsreader.store.rules import Rules


class EntryUpdate(NamedTuple):
    """An entry to be stored. `known` is its article, None for a new one; `sort_time` its time in lists, None to leave
    it; `names` are those of `EntryId`. With `is_shown` the article takes title and date from this feed; without,
    only the list of this feed shows them."""

    row: ArticleRow
    signature: str
    known: KnownArticle | None = None
    sort_time: int | None = None
    names: tuple[int, ...] = ()
    is_shown: bool = True
    fields: EntryFields = EntryFields()


#: After an hour, then after twice as long as it has been known.
_NEXT_TRY = "(fetched + 3600 + fetched - first_seen)"


class Articles:
    """Reads and writes articles; each is stored once, under the key that all its addresses share."""

    def __init__(self, database: Database, search: FullTextIndex, versions: Revisions, rules: Rules) -> None:
        self._db, self._search, self._versions, self._rules = database, search, versions, rules
        self.entries = Entries(database)

    def find(self, words: str) -> int | None:
        """The article with this number, key or address."""
        if not words:
            return None
        row = self._db.row("SELECT id FROM article WHERE id = ?1 OR key = ?1", (words,)) or self._db.row(
            # Several may have one address: the newest.
            "SELECT id FROM article WHERE url = ? ORDER BY sort_time DESC LIMIT 1",
            (words,),
        )
        return int(row["id"]) if row else None

    # ------------------------------------------------------------ one article

    def load(self, article: int) -> Article | None:
        """The article as it was kept, with its thread. One that is unparsed has no blocks yet."""
        row = self._db.row(
            "SELECT content, url FROM article_body JOIN article ON id = article WHERE article = ?", (article,)
        )
        if row is None:
            return None
        kept = article_from_dict(unpack(row["content"]))
        # The address is the one that its feed gives now.
        return replace(kept, url=row["url"], thread=self.thread(article))

    def delete_unreadable(self) -> int:
        """Delete texts that cannot be unpacked, so that they are fetched anew; how many there were."""
        gone = 0
        with self._db.transaction():
            for number in [int(row["article"]) for row in self._db.rows("SELECT article FROM article_body")]:
                row = self._db.row("SELECT content FROM article_body WHERE article = ?", (number,))
                try:
                    article_from_dict(unpack(row["content"] if row else b""))
                except Exception:  # noqa: BLE001 - bytes of any kind
                    self._db.write("DELETE FROM article_body WHERE article = ?", (number,))
                    self._db.write(
                        "UPDATE article SET complete = 0, fetched = NULL, unparsed = 0 WHERE id = ?", (number,)
                    )
                    gone += 1
        return gone

    def thread(self, article: int) -> Thread:
        """The comments of an article, with when they were read and when the reader last saw them."""
        row = self._db.row("SELECT content, fetched, visited FROM comment_thread WHERE article = ?", (article,))
        if row is None:
            return Thread()
        thread = thread_from_plain(unpack(row["content"]))
        return replace(thread, fetched=_when(row["fetched"]), visited=_when(row["visited"]))

    def markup(self, article: int) -> str:
        """The text of an unparsed article, as its feed gave it; "" where it has been parsed."""
        row = self._db.row("SELECT markup FROM article_body WHERE article = ?", (article,))
        return str(row["markup"] or "") if row else ""

    def error(self, article: int) -> str:
        """Return the sentence that says why the text of an article is missing; "" where it is not, or was not tried."""
        row = self._db.row("SELECT error FROM article WHERE id = ?", (article,))
        return from_stored(row["error"]) if row else ""

    # ------------------------------------------------------------ what a refresh writes

    def without_text(self, now: datetime, limit: int) -> list[tuple[int, str, str, datetime]]:
        """Return the articles of the last week whose text is missing (number, address, title, time), newest first; one
        that could not be fetched comes back at its next try (`next_try`)."""
        rows = self._db.rows(
            "SELECT id, url, title, sort_time FROM article WHERE complete = 0 AND first_seen > ?1 - 604800 "
            f"AND (fetched IS NULL OR ?1 > {_NEXT_TRY}) ORDER BY sort_time DESC LIMIT ?2",
            (int(now.timestamp()), limit),
        )
        return [(row["id"], row["url"], row["title"], datetime.fromtimestamp(row["sort_time"], UTC)) for row in rows]

    def next_try(self, article: int) -> datetime | None:
        """Return when the text of an article is tried again by itself; None for an article that is not tried in
        vain."""
        row = self._db.row(f"SELECT {_NEXT_TRY}, first_seen FROM article WHERE id = ? AND error <> ''", (article,))
        when = row[0] if row and row[0] < row["first_seen"] + 604_800 else None
        return datetime.fromtimestamp(when, UTC) if when else None

    def put_entry(self, feed: int, article: Article, signature: str, now: datetime) -> int:
        """Insert or update one article of a feed (0 for none); returns its number."""
        row = encode_article(article)
        before = self.entries.by_key([row.key], feed).get(row.key)
        when = row.published if row.published is None else min(row.published, int(now.timestamp()))
        return self.put_entries(feed, [EntryUpdate(row, signature, before, when)], now)[0]

    def put_entries(self, feed: int, items: Sequence[EntryUpdate], now: datetime) -> list[int]:
        """Insert or update the articles of a feed (0 for none), in the order of the feed; returns their numbers.

        A stored text is never replaced by a summary.
        """
        seen = int(now.timestamp())
        with self._db.transaction():
            top = self._db.row("SELECT MAX(id) FROM article")
            following = (top[0] or 0) if top else 0
            following += sum(item.known is None for item in items)
            numbers: list[int] = []
            for item in items:
                # The first of a feed has the greatest number: of articles of one time it is on top.
                numbers.append(item.known.id if item.known else following)
                following -= item.known is None
            placed = list(zip(numbers, items, strict=True))
            # The smallest number first: rows that come at the end of their table fill its pages, others half of each.
            self._insert(feed, sorted((number, item) for number, item in placed if not item.known), now)
            self._update(feed, [(number, item) for number, item in placed if item.known and item.is_shown], seen)
            if feed:
                self.entries.put(feed, ((number, item.signature, item.fields) for number, item in placed))
                self.entries.put_names(feed, ((name, number) for number, item in placed for name in item.names))
        return numbers

    def _insert(self, feed: int, items: Sequence[tuple[int, EntryUpdate]], now: datetime) -> None:
        """New articles, each in one statement a table: a refresh may bring thousands."""
        seen = int(now.timestamp())
        times = [seen if item.sort_time is None else item.sort_time for _number, item in items]
        docs = self._search.add([(time, item.row.words) for time, (_number, item) in zip(times, items, strict=True)])
        self._db.write_many(
            "INSERT INTO article (id, key, url, title, kicker, outlet, sort_time, first_seen, owner, fts_rowid, "
            "word_count, complete, "
            "unparsed, fetched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(number, row.key, row.url, row.title, row.kicker, row.outlet, time, seen, feed or None, doc),
                    *(row.word_count, row.complete, row.complete and bool(row.markup), seen if row.complete else None),
                )
                for (number, (row, *_)), time, doc in zip(items, times, docs, strict=True)
            ),
        )
        self._write_contents([(number, item.row) for number, item in items])
        self._rules.enqueue([number for number, _item in items])
        for number, item in items:
            if item.row.thread != Thread():
                self.put_thread(number, item.row.thread, now)

    def _update(self, feed: int, items: Sequence[tuple[int, EntryUpdate]], seen: int) -> None:
        """Articles that are here, of which their feed says something else."""
        self._db.write_many(
            # Its words are put into the index anew where it has another title or another time.
            "UPDATE article SET url = ?1, title = ?2, kicker = CASE WHEN ?3 = '' THEN kicker ELSE ?3 END, "
            "sort_time = COALESCE(?4, sort_time), owner = ?5, "
            "fts_rowid = CASE WHEN title = ?2 AND sort_time = COALESCE(?4, sort_time) THEN fts_rowid END, "
            "quotes_rowid = CASE WHEN sort_time = COALESCE(?4, sort_time) THEN quotes_rowid END WHERE id = ?6",
            (
                (item.row.url, item.row.title, item.row.kicker, item.sort_time, feed or None, number)
                for number, item in items
            ),
        )
        bodies = [(number, i.row) for number, i in items if i.row.complete or not (i.known and i.known.complete)]
        self._write_bodies(bodies)
        self._db.write_many(
            "UPDATE article SET unparsed = ?, complete = 1, error = '', fetched = ?, quotes_version = 0 WHERE id = ?",
            ((bool(row.markup), seen, number) for number, row in bodies if row.complete),
        )

    def put_text(self, number: int, article: Article, now: datetime) -> None:
        """Store the text of an article with its thread."""
        self.put_row(number, encode_article(article), now)

    def put_row(self, number: int, row: ArticleRow, now: datetime) -> None:
        """Store an encoded text with its thread; the former text becomes a revision."""
        when = int(now.timestamp())
        with self._db.transaction():
            self._versions.put(number, row, when)
            self._db.write(
                "UPDATE article SET title = ?, kicker = ?, outlet = COALESCE(NULLIF(?, ''), outlet), complete = ?, "
                "unparsed = 0, error = '', fetched = ?, sort_time = COALESCE(?, sort_time), quotes_rowid = NULL "
                "WHERE id = ?",
                (
                    row.title,
                    row.kicker,
                    row.outlet,
                    int(row.complete),
                    when,
                    None if row.published is None or not is_sane(row.published, when) else min(row.published, when),
                    number,
                ),
            )
            self._write_bodies([(number, row)])
            if row.thread != Thread():
                self.put_thread(number, row.thread, now)

    def put_parsed(self, number: int, row: ArticleRow) -> None:
        """Store the parsed text of an article that was unparsed. Its words are in the index already."""
        self._write_contents([(number, row)])
        self._db.write(
            "UPDATE article SET unparsed = 0, complete = ?, word_count = ? WHERE id = ?",
            (int(row.complete), row.word_count, number),
        )

    def keep_word_count(self, number: int, count: int) -> None:
        """Store how many words an article has, for libraries from before that was counted."""
        self._db.write("UPDATE article SET word_count = ? WHERE id = ?", (count, number))

    def is_still(self, article: int, doc: int | None) -> bool:
        """Return whether an article is here, with the words that it had under this number of the index."""
        return self._db.row("SELECT 1 FROM article WHERE id = ? AND fts_rowid IS ?", (article, doc)) is not None

    def put_thread(self, article: int, thread: Thread, now: datetime) -> None:
        """Store a fetched thread, with how many comments it has and how many are new since the last visit."""
        self._db.write(
            "INSERT INTO comment_thread (article, content, fetched) VALUES (?, ?, ?) "
            "ON CONFLICT (article) DO UPDATE SET content = excluded.content, fetched = excluded.fetched",
            (article, pack(thread_to_plain(thread)), int(now.timestamp())),
        )
        row = self._db.row("SELECT visited FROM comment_thread WHERE article = ?", (article,))
        thread = replace(thread, visited=_when(row["visited"]) if row else None)
        shown = sum(not comment.gone for comment in thread.comments)
        count = max(thread.count or 0, shown) if thread.comments or thread.count is not None else None
        fresh = sum(thread.is_new(comment) for comment in thread.comments)
        self._db.write("UPDATE article SET comment_count = ?, new_comments = ? WHERE id = ?", (count, fresh, article))

    def mark_comments_seen(self, article: int, now: datetime) -> None:
        """Store that the reader has seen the comments: none is new any more."""
        with self._db.transaction():
            self._db.write("UPDATE comment_thread SET visited = ? WHERE article = ?", (int(now.timestamp()), article))
            self._db.write("UPDATE article SET new_comments = 0 WHERE id = ?", (article,))

    def record_failure(self, article: int, error: str, now: datetime) -> None:
        """Store why the text of an article could not be fetched, as a sentence."""
        sql = "UPDATE article SET error = ?, fetched = ? WHERE id = ?"
        self._db.write(sql, (to_stored(error), int(now.timestamp()), article))

    def _write_bodies(self, bodies: Sequence[tuple[int, ArticleRow]]) -> None:
        self._write_contents(bodies)
        self._db.write_many(
            "UPDATE article SET word_count = ? WHERE id = ?", ((row.word_count, number) for number, row in bodies)
        )
        self._search.index((number, row.words) for number, row in bodies)
        self._rules.enqueue([number for number, _row in bodies])

    def _write_contents(self, bodies: Sequence[tuple[int, ArticleRow]]) -> None:
        self._db.write_many(
            "INSERT INTO article_body VALUES (?, ?, ?) "
            "ON CONFLICT (article) DO UPDATE SET content = excluded.content, markup = excluded.markup",
            ((number, row.content, row.markup or None) for number, row in bodies),
        )


def _when(value: int | None) -> datetime | None:
    return datetime.fromtimestamp(value, UTC) if value is not None else None
