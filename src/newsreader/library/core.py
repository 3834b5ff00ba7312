"""The reading door: opening the library, listing, reading, marking, taking back. Needs only the store."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from newsreader.config import pictures_path
from newsreader.i18n import _, plural
from newsreader.library.people import group_speakers, name_resolver, normalize_name, type_of, voices
from newsreader.library.refresh.schedule import held_back
from newsreader.library.rules import limit_to_recent, parse_actions
from newsreader.library.search.parser import QueryError, parse_query
from newsreader.model.article import IMAGE_KINDS, Article
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Feed, Headline
from newsreader.model.note import Note
from newsreader.model.query import Query, words_of
from newsreader.model.quotation import Quotation, QuotationInArticle, Speaker, SpeakerType
from newsreader.model.rule import Rule
from newsreader.model.text_search import passage
from newsreader.quotes.version import VERSION
from newsreader.store.store import Store
from newsreader.store.undo import UndoStep

#: How many headlines a list takes at a time.
PAGE = 200
#: How many steps a search takes to look at texts that an earlier version put into the index.
_REVIEWED = 10
#: From how many on the articles of a search are many.
MANY = 1000


@dataclass(frozen=True)
class OpenArticle:
    """An article opened: its text, who said what in it, and why the text is not whole, if it is not,
    and when that is tried again. `changed` is when its outlet changed it last, as far as that was seen,
    `changed_since` whether that was after it was read;
    `place` is where the reader stopped; `copies` are other outlets' articles with the same text; `visited`
    is when the reader was last in a live page."""

    number: int
    headline: Headline
    article: Article
    quotations: tuple[Quotation, ...]
    error: str = ""
    again: datetime | None = None
    notes: tuple[Note, ...] = ()
    changed: datetime | None = None
    changed_since: bool = False
    place: tuple[int, int] | None = None
    copies: tuple[Headline, ...] = ()
    visited: datetime | None = None


def _said(note: Note) -> str:
    return normalize_name(" ".join((note.words, note.passage, note.speaker, note.title)))


class Library:
    """What a face of the reader can do. Raises LibraryError with a sentence."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._store = Store(path)
        self._now = now

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def version(self) -> int:
        """A number that changes when another process or thread has written."""
        return self._store.database.version()

    # ------------------------------------------------------------ lists

    def feeds(self) -> list[Feed]:
        """The subscriptions, in order, with counts."""
        return self._store.feeds.all()

    def feeds_held_back(self, now: datetime) -> list[Feed]:
        """The subscriptions, with what their servers asked of us."""
        return held_back(self._store.feeds.all(), self._store.hosts.waiting(now))

    def headlines(self, scope: ArticleFilter, before: Headline | None = None) -> list[Headline]:
        """A page of a list, newest first; the one after `before`."""
        return self._store.headlines.headlines(scope, PAGE, before)

    def newest_since(self, since: datetime, most: int) -> list[int]:
        """The articles from a moment on, the newest first, without copies and what is hidden."""
        page = self._store.headlines.headlines(ArticleFilter(), most)
        return [headline.id for headline in page if headline.when >= since]

    def headlines_of(self, articles: Sequence[int], feed: int = 0) -> dict[int, Headline]:
        """These headlines as they are now, in the words of a feed where one is named; one that is gone is missing."""
        found: dict[int, Headline] = {}
        for start in range(0, len(articles), 500):
            found |= {h.id: h for h in self._store.headlines.headlines_of(articles[start : start + 500], feed)}
        return found

    def count(self, scope: ArticleFilter, most: int = -1) -> int:
        """How many articles a list has; counting ends at `most`."""
        return self._store.headlines.count(scope, most)

    def next_unread(self, scope: ArticleFilter, after: Headline | None) -> Headline | None:
        """The next unread article down the list, else the first from the top."""
        unread = replace(scope, unread=True)
        for start in (after, None):
            page = self._store.headlines.headlines(unread, 2, start)
            for headline in page:
                if after is None or headline.id != after.id:
                    return headline
        return None

    def query(self, text: str, typing: bool = False) -> Query | None:
        """What a search asks for; while `typing`, its last word is only begun. Raises QueryError."""
        left = int(self.state("left") or 0)
        return parse_query(text, self._now(), name_resolver(self._store), typing, datetime.fromtimestamp(left, UTC))

    def search(self, text: str, limit: int = PAGE, order: SortOrder = SortOrder.NEWEST) -> list[Headline]:
        """The articles that a search finds. Raises QueryError."""
        return self._store.headlines.headlines(ArticleFilter(query=self.query(text), order=order), limit)

    def passages(self, articles: Sequence[int], query: Query) -> dict[int, tuple[str, tuple[tuple[int, int], ...]]]:
        """What each article says around the words of a search, and where they stand in that."""
        words = words_of(query)
        read = ((number, self._store.articles.load(number)) for number in articles)
        return {number: passage(article, words) for number, article in read if article}

    def complete(self, text: str) -> str:
        """A search of which the last word is begun, with that word as it may be meant; "" where nobody knows."""
        from newsreader.library.search.completion import complete

        return complete(text, self._store)

    def searches(self) -> dict[str, str]:
        """The saved searches, by name."""
        return self._store.tags.searches()

    def search_counts(self) -> list[tuple[str, str, int]]:
        """Name, text and unread articles of each saved search; one that is understood no more has none."""
        counts = []
        for name, text in self.searches().items():
            try:
                unread = self.count(ArticleFilter(unread=True, query=self.query(text)), MANY)
            except QueryError:
                unread = 0
            counts.append((name, text, unread))
        return counts

    def keep_search(self, name: str, text: str) -> None:
        """Save a search as a list of its own; an empty one is forgotten. Raises QueryError."""
        wanted = self.query(text)
        with self._undoable(_("save the search")) as deed:
            if wanted:
                self._store.tags.keep_search(deed, name, text)
            elif not self._store.tags.drop_search(deed, name):
                raise NewsreaderError(_("No saved search “{name}”.").format(name=name))

    def rules(self) -> list[Rule]:
        """The rules, in order."""
        return self._store.rules.all()

    def preview(self, text: str) -> tuple[int, list[Headline]]:
        """What a rule by this search would have found over the last weeks: how many articles, and the newest.
        Raises QueryError."""
        query = self.query(text)
        scope = ArticleFilter(query=limit_to_recent(query, self._now()) if query else None)
        return self._store.headlines.count(scope, MANY), self._store.headlines.headlines(scope, PAGE)

    def keep_rule(self, name: str, text: str, acts: str) -> Rule:
        """Keep a rule for what comes in from now on. Raises QueryError, and NewsreaderError for unknown acts."""
        rule = Rule(name, text, parse_actions(acts))
        if not self.query(text):
            raise NewsreaderError(_("A rule needs a search."))
        with self._undoable(_("add the rule")) as deed:
            self._store.rules.keep(deed, rule)
        return rule

    def drop_rule(self, name: str) -> None:
        """Forget a rule; what it hid comes back. Raises NewsreaderError where there is none."""
        with self._undoable(_("remove the rule")) as deed:
            if not self._store.rules.drop(deed, name):
                raise NewsreaderError(_("No rule “{name}”.").format(name=name))

    def tags_of(self, article: int) -> list[str]:
        """The tags of an article."""
        return self._store.tags.of(article)

    def tags(self) -> dict[str, int]:
        """Every tag, and how many articles have it."""
        return self._store.tags.tags()

    def tag(self, articles: Sequence[int], tags: Sequence[str]) -> None:
        """Give articles tags; one that begins with - is taken away. One article has exactly these from now on."""
        gone = [tag[1:] for tag in tags if tag.startswith("-")]
        given = [tag for tag in tags if tag and not tag.startswith("-")]
        if len(articles) == 1:
            gone += set(self.tags_of(articles[0])) - {tag.lower() for tag in given}
        with self._undoable(_("tags")) as deed:
            self._store.tags.tag(deed, articles, given, gone)

    def backup(self, path: Path) -> None:
        """Write a copy of the whole library, while everything runs. Raises LibraryError."""
        self._store.database.backup(path)

    def is_new(self) -> bool:
        """Whether nobody has used this library yet."""
        return self._store.is_new()

    def check_integrity(self) -> str:
        """What is damaged in the library's file, "" if nothing is; it takes a second for every gigabyte."""
        return self._store.database.integrity_check()

    def feeds_of(self, articles: Sequence[int]) -> dict[int, list[str]]:
        """The titles of the feeds that name each article."""
        return self._store.headlines.feeds_of(articles)

    # ------------------------------------------------------------ reading

    def find(self, words: str) -> int | None:
        """The number of the article with this number, key or address."""
        return self._store.articles.find(words)

    def address(self, words: str) -> str:
        """The web address that somebody has typed, "" where it is none."""
        from newsreader.parse.urls import parse_typed_url

        found = parse_typed_url(words)
        return found if "." in found or "localhost" in found else ""

    def find_page(self, url: str) -> int | None:
        """The number of the article whose page is at this address, if its text is here."""
        from newsreader.parse.urls import article_key

        number = self._store.articles.find(url) or self._store.articles.find(article_key(url))
        headline = self.headlines_of([number]).get(number) if number else None
        return number if headline and headline.complete else None

    def open(self, article: int) -> OpenArticle | None:
        """An article with its quotations and its thread; None when it is gone."""
        content = self._store.articles.load(article)
        headline = self.headlines_of([article]).get(article)
        if content is None or headline is None:
            return None
        quotations = self._store.quotations.of(article)
        error, again = self._store.articles.error(article), self._store.articles.next_try(article)
        notes = tuple(self._store.notes.of(article))
        changed = self._store.revisions.changed(article)
        place = self._store.positions.of(article)
        copies = tuple(self.copies(article))
        when = self._store.positions.visited(article)
        visited = datetime.fromtimestamp(when, UTC) if when else None
        return OpenArticle(
            article, headline, content, quotations, error, again, notes, *changed, place, copies, visited
        )

    def visit(self, article: int) -> None:
        """The reader is in a live page: what comes from now on is new to them."""
        self._store.positions.visit(article, int(self._now().timestamp()))

    def playback_position(self, article: int) -> int:
        """How far the sound of an article was heard, in seconds."""
        return self._store.positions.playback(article)

    def set_playback_position(self, article: int, seconds: int) -> None:
        """The sound of an article was heard so far."""
        self._store.positions.set_playback(article, seconds)

    def copies(self, article: int) -> list[Headline]:
        """Other outlets' articles with the same text, the first first."""
        return sorted(self.headlines_of(self._store.duplicates.of(article)).values(), key=lambda headline: headline.id)

    def versions(self, article: int) -> list[tuple[datetime, Article]]:
        """What an article was before its outlet changed it, oldest first, each with when that was noticed; then
        what it is now."""
        now = self._store.articles.load(article)
        return [*self._store.revisions.of(article), *([(self._now(), now)] if now else [])]

    def picture(self, url: str) -> Path | None:
        """A file with a picture of the library, for another program to show; None where it is not here."""
        found = self._store.images.get(url)
        if found is None:
            return None
        kind, content = found
        folder = pictures_path()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{blake2b(url.encode(), digest_size=12).hexdigest()}.{IMAGE_KINDS[kind]}"
        with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(content)
        return path

    def kept_picture(self, url: str) -> tuple[str, bytes] | None:
        """The media type and the bytes of a picture of the library; None where it is not here."""
        return self._store.images.get(url)

    def picture_bytes(self, url: str) -> bytes:
        """A picture of the library; empty where it is not here."""
        found = self._store.images.get(url)
        return found[1] if found else b""

    def count_unprocessed(self) -> int:
        """How many texts wait to be read."""
        return len(self._store.quotations.outdated(VERSION, -1))

    def process_now(self, article: int = 0) -> None:
        """Read the texts that wait to be read, all of them or this one: for the command line. The app asks
        the fetcher, because it takes time."""
        if not self._store.quotations.outdated(VERSION, 1, article):
            return
        import asyncio

        from newsreader.library.refresh.ingest import reprocess
        from newsreader.library.workers.parser import InProcessParser
        from newsreader.library.workers.pool import WorkerPool

        async def read() -> None:
            async with InProcessParser() if article else WorkerPool() as parser:
                while await reprocess(self._store, parser, article):
                    pass

        asyncio.run(read())

    def index_waiting(self) -> None:
        """Put what is not in the index of words there: after an update, for the command line."""
        if self._store.index.missing(1) or self._store.index.old(1):
            from newsreader.library.refresh.ingest import index_backlog_step, review_old_words

            for _step in range(_REVIEWED):
                review_old_words(self._store)
            while self._store.index.missing(1):
                index_backlog_step(self._store)

    # ------------------------------------------------------------ who said what

    def people(self) -> list[Speaker]:
        """Everyone quoted in the library, each once, with how often and when last."""
        return group_speakers(self._store.quotations.speakers(), self._store.quotations.aliases())

    def sayings(
        self,
        names: Sequence[str] = (),
        since: datetime | None = None,
        limit: int = -1,
        articles: Sequence[int] = (),
    ) -> list[QuotationInArticle]:
        """What somebody said under any of these names (everybody, without names) in these articles (all, without
        any), newest first; -1 is no limit."""
        return self._store.quotations.sayings(names, since, limit, articles)

    def places(self, sayings: Sequence[QuotationInArticle]) -> dict[int, int]:
        """Which of the speakers of its article, from 0, says each of these sayings of one person: by article."""
        spoken = self._store.quotations.order([saying.article for saying in sayings])
        return {
            saying.article: spoken[saying.article].index(saying.quotation.speaker)
            for saying in sayings
            if saying.quotation.speaker in spoken.get(saying.article, ())
        }

    def merge_people(self, names: Sequence[str], person: str) -> None:
        """The reader knows better: these names mean this person."""
        with self._undoable(_("merge people")) as deed:
            self._store.quotations.correct(deed, names, person)

    def split_person(self, names: Sequence[str]) -> None:
        """The reader knows better: each of these names is somebody else."""
        with self._undoable(_("merge people")) as deed:
            self._store.quotations.correct(deed, names, "")

    def voices(self, article: int) -> list[Speaker]:
        """Those who may say something in an article: whoever is quoted in it, then whoever is named. It takes some
        milliseconds."""
        from newsreader.quotes.named import people_named  # it brings the whole engine with it

        content, headline = self._store.articles.load(article), self.headlines_of([article]).get(article)
        if content is None or headline is None:
            return []
        return voices(self._store.quotations.of(article), people_named(content), headline.when)

    def correct(self, article: int, quotation: Quotation, speaker: str, kind: SpeakerType | None = None) -> bool:
        """The reader knows better who says this: `speaker`, "" for nobody that can be told. Without a `kind` they are
        what they are elsewhere in the library, else a person; False where the article does not say it any more."""
        with self._undoable(_("who says it")) as deed:
            if speaker and kind is None:
                kind = type_of(speaker, self._store.quotations.speakers())
            return self._store.corrections.correct(deed, article, quotation, speaker, kind, self._now())

    def corrected(self) -> Iterator[tuple[Article, tuple[Quotation, ...]]]:
        """The articles in which the reader has corrected who says what, the newest first, with their quotations."""
        for number in self._store.corrections.articles():
            if article := self._store.articles.load(number):
                yield article, self._store.quotations.of(number)

    # ------------------------------------------------------------ the reader's own words

    def notes(self, words: str = "") -> list[Note]:
        """Every note, newest first; only those that hold these words, in whatever they are about too."""
        wanted = normalize_name(words).split()
        return [note for note in self._store.notes.all() if all(word in _said(note) for word in wanted)]

    def keep_note(self, note: Note) -> int:
        """Keep a new note (`id` 0) or another text of one; returns its number."""
        with self._undoable(_("write the note")) as deed:
            return self._store.notes.keep(deed, note, self._now())

    def remove_note(self, note: int) -> None:
        """Take a note away."""
        with self._undoable(_("remove the note")) as deed:
            self._store.notes.remove(deed, note)

    def visit_thread(self, article: int) -> None:
        """The reader has seen the comments of an article: none of them is new any more."""
        self._store.articles.mark_comments_seen(article, self._now())

    # ------------------------------------------------------------ marks, and the way back

    def _undoable(self, label: str) -> AbstractContextManager[UndoStep]:
        return self._store.undo.record(label, self._now())

    def mark_read(self, articles: Sequence[int], on: bool = True) -> int:
        """Mark as read or unread, the copies by other outlets with them; returns how many changed."""
        with self._undoable(_("mark as read") if on else _("mark as unread")) as deed:
            changed = deed.set_flag(articles, "read", on)
            for start in range(0, len(articles), 500):
                deed.set_flag(self._store.headlines.duplicates_of(articles[start : start + 500]), "read", on)
        return changed

    def mark_saved(self, articles: Sequence[int], on: bool = True) -> int:
        """Save for later, or no longer; returns how many changed."""
        with self._undoable(_("save for later") if on else _("unsave")) as deed:
            return deed.set_flag(articles, "saved", on)

    def mark_all_read(self, scope: ArticleFilter) -> int:
        """Mark a whole list as read; one undo takes it all back."""
        unread = replace(scope, unread=True)
        return self.mark_read(self._store.headlines.ids(unread))

    def undo(self) -> str:
        """Take the last deed back; a sentence that says what was, or that there was nothing."""
        with self._store.database.transaction():
            label, articles = self._store.undo.undo()
            self._store.corrections.settle()
        if not label:
            return _("Nothing to undo.")
        if not articles:
            return _("Undone: {what}.").format(what=label)
        return plural("Undone ({what}): {n} article.", "Undone ({what}): {n} articles.", len(articles)).format(
            n=len(articles), what=label
        )

    def keep_place(self, article: int, place: tuple[int, int] | None) -> None:
        """The reader stopped here in an article (block and place in it), None for its top."""
        self._store.positions.keep(article, place)

    # ------------------------------------------------------------ what the app remembers

    def state(self, name: str, default: str = "") -> str:
        """A value kept by `remember`."""
        return self._store.state.get(name, default)

    def set_state(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._store.state.put(name, value)
