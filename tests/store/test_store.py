"""The library on disk: one article once, marks and their undoing, other processes, broken files."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import Comment, CommentSource, CommentState, Thread
from newsreader.model.errors import LibraryError
from newsreader.model.quotation import Cue, Quotation, QuotationKind, SpeakerType
from newsreader.model.text import Role, Span, Text, expand_ligatures
from newsreader.model.unspaced import in_pairs
from newsreader.store.articles import EntryUpdate
from newsreader.store.codec import encode_article
from newsreader.store.migrations import SCHEMA_7
from newsreader.store.remote_items import apply_remote_flags
from newsreader.store.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def an_article(number: int, **more: object) -> Article:
    article = Article(
        url=f"https://x.example/{number}",
        id=f"x:{number}",
        title=f"Titre {number}",
        published=NOW - timedelta(minutes=number),
        blocks=(Block(BlockType.PARAGRAPH, Text("Un mot fort.", (Span(3, 6, Role.STRONG),))),),
    )
    return replace(article, **more)  # type: ignore[arg-type]


def fill(store: Store, count: int, feed: int = 0) -> list[int]:
    with store.database.transaction():
        return [store.articles.put_entry(feed, an_article(n), "s", NOW) for n in range(count)]


def test_what_is_kept_comes_back_as_it_was(store: Store) -> None:
    thread = Thread(CommentState.OPEN, "Dites.", 3, (Comment("c1", "Ida", (Text("Oui."),), NOW, "c0"),), "u", "f")
    article = an_article(1, thread=thread, authors=("Anne",), standfirst=Text("Chapo"), tags=("Mer",))
    quotation = Quotation(
        0, 3, 6, "mot", QuotationKind.SPEECH, "Anne", SpeakerType.PERSON, Cue("dit", 0, 7, 10), ((4, 5),), 0.5, "guide"
    )
    number = store.articles.put_entry(0, replace(article, complete=False), "s", NOW)
    store.articles.put_text(number, article, NOW)
    store.quotations.put(number, [quotation], 1)
    kept = replace(article, thread=replace(thread, source=CommentSource.FEED, fetched=NOW))
    assert store.articles.load(number) == kept
    assert store.quotations.of(number) == (quotation,)


def test_lists_are_paged_by_keys_newest_first(store: Store) -> None:
    fill(store, 25)
    seen, before = [], None
    while page := store.headlines.headlines(ArticleFilter(), 10, before):
        seen += [headline.title for headline in page]
        before = page[-1]
    assert seen == [f"Titre {n}" for n in range(25)]


def test_an_article_of_several_feeds_is_one_and_counts_in_each(store: Store) -> None:
    one, _ = store.feeds.add("https://x.example/1.rss", "Un")
    two, _ = store.feeds.add("https://x.example/2.rss", "Deux")
    fill(store, 1, one)
    (number,) = fill(store, 1, two)
    assert [(feed.title, feed.unread, feed.total) for feed in store.feeds.all()] == [("Un", 1, 1), ("Deux", 1, 1)]
    assert store.headlines.count(ArticleFilter()) == 1
    assert store.headlines.feeds_of([number]) == {number: ["Un", "Deux"]}


def test_a_date_to_come_does_not_stay_on_top(store: Store) -> None:
    store.articles.put_entry(0, an_article(1, published=NOW + timedelta(days=900)), "s", NOW)
    assert store.headlines.headlines(ArticleFilter(), 1)[0].when == NOW


def test_a_summary_does_not_replace_a_text(store: Store) -> None:
    number = store.articles.put_entry(0, an_article(1, complete=False), "a", NOW)
    store.articles.put_text(number, an_article(1), NOW)
    store.articles.put_entry(0, an_article(1, blocks=(), complete=False, title="Corrigé"), "b", NOW)
    loaded = store.articles.load(number)
    assert loaded and loaded.blocks
    assert store.headlines.headlines(ArticleFilter(), 1)[0].title == "Corrigé"


def test_marks_are_undone_in_turn_and_only_where_nothing_came_since(store: Store) -> None:
    ids = fill(store, 700)
    assert store.undo.set_flag(ids[:1], "read", True, "un", NOW) == 1
    assert store.undo.set_flag(ids, "read", True, "tous", NOW) == 699
    assert store.headlines.count(ArticleFilter(unread=True)) == 0
    store.undo.set_flag(ids[5:6], "read", False, "non lu", NOW)
    store.undo.set_flag(ids[5:6], "read", True, "relu", NOW + timedelta(seconds=5))
    assert store.undo.undo()[0] == "relu" and store.undo.undo()[0] == "non lu"
    undone = store.undo.undo()
    assert undone.label == "tous" and len(undone.articles) == 699
    assert store.headlines.count(ArticleFilter(unread=True)) == 699
    assert store.undo.undo()[0] == "un" and not store.undo.undo().label


def test_undo_leaves_alone_what_was_changed_elsewhere_since(store: Store) -> None:
    one, two = fill(store, 2)
    store.undo.set_flag([one, two], "saved", True, "gardés", NOW)
    with store.undo.record("étiquette", NOW) as step:
        store.tags.tag(step, [one, two], ["mer"])
    # A server takes the mark and the tag of the first off, and puts the mark on again.
    for given, minutes in ((False, 1), (True, 2)):
        apply_remote_flags(store.database, one, {"saved": given}, int((NOW + timedelta(minutes=minutes)).timestamp()))
    apply_remote_flags(store.database, one, {"tag:mer": False}, 0)
    apply_remote_flags(store.database, one, {"tag:phare": True}, 0)
    assert store.undo.undo()[0] == "étiquette" and store.undo.undo()[0] == "gardés"
    assert store.headlines.ids(ArticleFilter(saved=True)) == [one]
    assert [store.tags.of(number) for number in (one, two)] == [["phare"], []]


def test_the_last_steps_can_be_undone_and_no_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.store.undo._KEPT", 3)
    for number in fill(store, 5):
        store.undo.set_flag([number], "saved", True, f"étape {number}", NOW)
    assert [store.undo.undo().label for _turn in range(4)] == ["étape 5", "étape 4", "étape 3", ""]
    assert len(store.headlines.ids(ArticleFilter(saved=True))) == 2


def test_where_one_stopped_reading_and_hearing_is_kept_for_each_article(store: Store) -> None:
    one, two = fill(store, 2)
    store.positions.put(one, (3, 40))
    store.positions.put(one, (4, 0))
    store.positions.set_playback(two, 95)
    store.positions.visit(two, 1_700_000_000)
    assert (store.positions.of(one), store.positions.of(two)) == ((4, 0), None)
    assert (store.positions.playback(one), store.positions.playback(two)) == (0, 95)
    assert (store.positions.visited(one), store.positions.visited(two)) == (None, 1_700_000_000)
    store.positions.put(one, None)
    store.positions.set_playback(two, 0)
    assert store.positions.of(one) is None and store.positions.playback(two) == 0


def test_unsubscribing_keeps_what_is_saved_and_what_others_name(store: Store) -> None:
    one, _ = store.feeds.add("https://x.example/1.rss")
    two, _ = store.feeds.add("https://x.example/2.rss")
    ids = fill(store, 3, one)
    store.entries.put(two, [(ids[0], "")])
    store.undo.set_flag([ids[1]], "saved", True, "gardé", NOW)
    store.feeds.remove(one)
    assert sorted(store.headlines.ids(ArticleFilter())) == sorted(ids[:2])


def test_articles_without_their_text_are_tried_again_less_and_less(store: Store) -> None:
    number = store.articles.put_entry(0, an_article(1, complete=False), "s", NOW)
    assert store.articles.without_text(NOW, 5) == [
        (number, "https://x.example/1", "Titre 1", NOW - timedelta(minutes=1))
    ]
    store.articles.record_failure(number, "404", NOW)
    assert store.articles.without_text(NOW + timedelta(minutes=30), 5) == []
    assert store.articles.without_text(NOW + timedelta(minutes=61), 5) != []
    store.articles.record_failure(number, "404", NOW + timedelta(hours=5))
    assert store.articles.without_text(NOW + timedelta(hours=10), 5) == []
    assert store.articles.without_text(NOW + timedelta(hours=12), 5) != []


def test_the_file_is_its_owners_alone(store: Store, library_file: Path) -> None:
    assert stat.S_IMODE(library_file.stat().st_mode) == 0o600


def test_a_file_that_is_no_library_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Mes notes, que rien ne doit toucher. " * 50)
    before = text.read_bytes()
    with pytest.raises(LibraryError, match="not a newsreader library"):
        Store(text)
    assert text.read_bytes() == before
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(LibraryError, match="not a newsreader library"):
        Store(other)


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 7, 8])
def test_a_library_of_an_older_version_opens_with_all_that_it_has(library_file: Path, version: int) -> None:
    with closing(sqlite3.connect(library_file)) as old:
        # That of version 7 is in the program: its migration works on it.
        schema = SCHEMA_7 if version == 7 else Path(__file__).parent / f"schema_{version}.sql"
        old.executescript(schema.read_text(encoding="utf-8"))
        old.execute("INSERT INTO feed (id, url, title, etag) VALUES (1, 'https://x.example/f', 'Le fil', 'W/1')")
        when, seen, listed = (
            ("sorted", "seen", "membership") if version < 8 else ("sort_time", "first_seen", "feed_article")
        )
        old.execute(
            f"INSERT INTO article (id, key, url, title, {when}, {seen}, read) VALUES (1, 'k', 'u', 'Titre', 1, 1, 2)"
        )
        old.execute(f"INSERT INTO article (id, key, url, title, {when}, {seen}) VALUES (2, 'l', 'v', 'Phare', 5, 5)")
        columns, values = (
            (f"feed, article, {when}, unread", f", {when}, read IS NULL") if version >= 4 else ("feed, article", "")
        )
        old.execute(f"INSERT INTO {listed} ({columns}) SELECT 1, id{values} FROM article")
        old.execute(
            "INSERT INTO quotation VALUES (1, 0, 0, 0, 3, 'mot', 'speech', 'Anne Bec', 'person', '', '[]', 0.9"
            + (")" if version == 1 else ", 'maire')" if version < 7 else ", 'maire', '')")
        )
        old.execute(f"PRAGMA user_version = {version}")
        old.commit()
    for _again in range(2):
        store = Store(library_file)
        (feed,) = store.feeds.all()
        assert (feed.title, feed.etag, feed.total, feed.unread) == ("Le fil", "W/1", 2, 1)
        assert [h.title for h in store.headlines.headlines(ArticleFilter(feed=1), 5)] == ["Phare", "Titre"]
        assert store.quotations.of(1)[0].speaker == "Anne Bec"
        assert store.headlines.headlines(ArticleFilter(), 5)[1].read
        assert store.headlines.count(ArticleFilter(unread=True)) == 1
        with store.undo.record("qui", NOW) as step:
            store.quotations.set_alias(step, ["A. Bec"], "Anne Bec")
        store.close()
    # A new library and one that was brought up to date are the same.
    fresh = library_file.with_name("new.db")
    Store(fresh).close()
    shapes = []
    for path in (library_file, fresh):
        with closing(sqlite3.connect(path)) as made:
            tables = [
                row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            ]
            shape = {t: sorted((row[1], row[2]) for row in made.execute(f"PRAGMA table_info({t})")) for t in tables}
            others = "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
            shapes.append((shape, [(row[0], " ".join(str(row[1]).split())) for row in made.execute(others)]))
    assert shapes[0] == shapes[1]


def test_a_library_from_a_newer_program_is_refused_kindly(library_file: Path) -> None:
    Store(library_file).close()
    with sqlite3.connect(library_file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="newer newsreader"):
        Store(library_file)


def test_a_library_that_a_newer_program_has_changed_meanwhile_is_refused_kindly(store: Store) -> None:
    with closing(sqlite3.connect(store.database.path)) as newer:
        newer.execute("ALTER TABLE article_tag RENAME TO article_label")
        newer.execute("PRAGMA user_version = 99")
        newer.commit()
    with pytest.raises(LibraryError, match="newer newsreader"):
        store.tags.tags()


def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="--library"):
        Store(tmp_path / "file" / "library.db")


WRITER = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from newsreader.store.store import Store
    from tests.store.test_store import an_article
    store = Store(Path(sys.argv[1]))
    first = int(sys.argv[2])
    for n in range(first, first + int(sys.argv[3])):
        number = store.articles.put_entry(0, an_article(n), "s", datetime.now(UTC))
        store.articles.put_text(number, an_article(n), datetime.now(UTC))
        print(n, flush=True)
"""


def writer(path: Path, first: int, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(path), str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    )


def test_several_processes_write_at_once_and_lose_nothing(library_file: Path) -> None:
    Store(library_file).close()
    writers = [writer(library_file, 100 * n, 60) for n in range(3)]
    assert [process.wait(60) for process in writers] == [0, 0, 0]
    for process in writers:
        assert process.stdout
        process.stdout.close()
    store = Store(library_file)
    assert store.headlines.count(ArticleFilter()) == 180
    store.close()


def test_killed_at_any_moment_the_library_has_all_that_was_reported(library_file: Path) -> None:
    for round_ in range(4):
        process = writer(library_file, 1000 * round_, 1000)
        assert process.stdout
        lines = [process.stdout.readline() for _n in range(3 + 5 * round_)]
        time.sleep(0.003 * round_)
        os.kill(process.pid, signal.SIGKILL)
        lines += process.stdout.read().split("\n")
        process.stdout.close()
        process.wait()
        store = Store(library_file)
        assert store.database.rows("PRAGMA integrity_check")[0][0] == "ok"
        reported = {int(line) for line in lines if line.strip()}
        for number in reported:
            known = store.entries.by_key([f"x:{number}"])[f"x:{number}"]
            assert known.complete and store.articles.load(known.id) == an_article(number)
        store.close()


def test_everyone_quoted_is_what_the_article_says_they_are(store: Store) -> None:
    number = store.articles.put_entry(0, an_article(1), "a", NOW)
    quotations = [
        Quotation(0, 0, 5, "propos", QuotationKind.SPEECH, speaker=name, speaker_type=kind)
        for name, kind in (("Ida Morel", SpeakerType.PERSON), ("La mairie", SpeakerType.ORGANISATION))
    ]
    store.quotations.put(number, quotations, 1)
    assert {one.name: one.type for one in store.quotations.speakers()} == {
        "Ida Morel": SpeakerType.PERSON,
        "La mairie": SpeakerType.ORGANISATION,
    }


def test_somebody_is_what_most_articles_call_them(store: Store) -> None:
    for number, roles in enumerate((("maire",), ("maire",), ("une fois de plus",) * 3, ("",) * 4)):
        article = store.articles.put_entry(0, an_article(number), "a", NOW)
        said = Quotation(0, 0, 5, "propos", QuotationKind.SPEECH, speaker="Ida Morel", speaker_type=SpeakerType.PERSON)
        store.quotations.put(article, [replace(said, role=role) for role in roles], 1)
    (speaker,) = store.quotations.speakers()
    assert (speaker.role, speaker.count) == ("maire", 9)


def test_where_nothing_can_be_written_what_lies_in_the_log_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(tmp_path / "library.db")) as store:
        store.feeds.add("http://presse.example/a.rss", "Le port")
        (tmp_path / "medium").mkdir()
        for name in ("library.db", "library.db-wal"):  # as a kill leaves the two
            shutil.copy(tmp_path / name, tmp_path / "medium" / name)
    medium = tmp_path / "medium" / "library.db"
    before = {file.name: file.read_bytes() for file in medium.parent.iterdir()}
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with closing(Store(medium)) as store:
        assert [feed.title for feed in store.feeds.all()] == ["Le port"]
        with pytest.raises(LibraryError, match="cannot be written"):
            store.feeds.add("http://presse.example/b.rss", "La gare")
    assert {file.name: file.read_bytes() for file in medium.parent.iterdir()} == before


def test_a_library_that_is_closed_while_a_thread_reads_it_ends_in_peace(library_file: Path) -> None:
    code = (
        "import sys, threading, time; from pathlib import Path; from newsreader.store.store import Store\n"
        "from newsreader.model.errors import LibraryError\n"
        "store = Store(Path(sys.argv[1]))\n"
        "endless = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n'\n"
        "def read():\n"
        "    try: store.database.rows(endless)\n"
        "    except LibraryError: print('interrupted')\n"
        "thread = threading.Thread(target=read); thread.start(); time.sleep(0.3)\n"
        "store.close(); thread.join()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, library_file], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "interrupted\n"), done.stderr


@pytest.mark.parametrize(
    ("complete", "markup", "waits"), [(True, "", False), (False, "<p>", False), (True, "<p>", True)]
)
def test_only_a_whole_text_that_came_as_markup_waits_to_be_read(
    store: Store, complete: bool, markup: str, waits: bool
) -> None:
    row = encode_article(replace(an_article(1), complete=complete), markup, "Un texte.")
    store.articles.put_entries(0, [EntryUpdate(row, "s")], NOW)
    assert [headline.unparsed for headline in store.headlines.headlines(ArticleFilter(), 5)] == [waits]


def test_what_is_held_is_held_by_one_for_as_long_as_was_said(store: Store) -> None:
    hold = store.state.try_lock
    assert hold("sync_lock", "one", 1000, 60) and hold("sync_lock", "one", 1010, 60)
    assert not hold("sync_lock", "other", 1069, 60) and hold("sync_lock", "other", 1070, 60)
    assert not hold("sync_lock", "one", 1071, 60)
    assert hold("sync_lock", "other", 1072, 0) and hold("sync_lock", "one", 1073, 60)


def test_whatever_the_index_spells_otherwise_is_put_into_it_so() -> None:
    letters = [chr(code) for code in (*range(0x20, 0x3200), 0x4E00, 0xAC00, 0xFF66, 0x20000) if chr(code).isprintable()]
    for letter in letters:
        [title, text, byline] = encode_article(Article("", "", letter, authors=(f"a{letter}",)), "<p>", letter).words
        wanted = [in_pairs(expand_ligatures(words)) for words in (f" {letter}", f"\n{letter}", f"a{letter}")]
        assert [title, text, byline] == wanted
