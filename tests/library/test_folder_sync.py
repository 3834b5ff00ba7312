"""Syncing by a folder: machines that are offline for a week, in whatever order they meet again."""

import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from newsreader.library.core import Library
from newsreader.library.sync.folder_sync import FolderSync, parse_record
from newsreader.model.article import Article
from newsreader.model.note import Note
from newsreader.model.quotation import TITLE, Quotation
from newsreader.model.sync import SyncRecord, SyncResult
from newsreader.parse.urls import article_key
from newsreader.store.store import Store

URLS = [f"http://presse.example/{n}.html" for n in range(3)]
FEEDS = [f"http://presse.example/{n}.rss" for n in range(2)]


def now() -> datetime:
    return datetime.now(UTC)


class Machine:
    """A library with the same few articles as the others, and the folder as its disk has it."""

    def __init__(self, place: Path, articles: bool = True) -> None:
        place.mkdir(exist_ok=True)
        self.store, self.library = Store(place / "library.db"), Library(place / "library.db")
        self.folder = place / "shared"
        for url in URLS if articles else ():
            self.come(url)

    def come(self, url: str) -> None:
        self.store.articles.put_entry(0, Article(url=url, id=article_key(url), title="Titre"), "", now())

    def sync(self) -> SyncResult:
        return FolderSync(self.store, self.folder, now).sync()

    def number(self, url: str) -> int:
        return self.store.articles.find(url) or 0

    def mark(self, url: str, what: str, on: bool) -> None:
        time.sleep(0.003)  # two acts of one person are not in the same millisecond
        number = self.number(url)
        if what in ("read", "saved"):
            self.store.undo.set_flag([number], "read" if what == "read" else "saved", on, what, now())
        elif what == "tag":
            self.library.tags.change([number, number], ["mer" if on else "-mer"])
        elif what == "note":
            self.note(url, "mot" if on else "")
        elif what == "speaker" and on:
            self.library.people.correct(number, WORDS, "Anne Bec")
        elif what == "speaker":
            self.forget_speakers(number)
        elif on:
            self.store.feeds.add(FEEDS[URLS.index(url) % 2], "", "Mer")
        elif feed := self.store.feeds.find(FEEDS[URLS.index(url) % 2]):
            self.store.feeds.remove(feed.id)

    def note(self, url: str, words: str) -> None:
        notes = self.store.notes.of(self.number(url))
        with self.store.undo.record("note", now()) as step:
            for note in notes[:0] if words else notes:
                self.store.notes.remove(step, note.id)
            if words and not notes:
                # As if each machine had made it in the same second, which none else does.
                self.store.notes.put(step, Note(0, self.number(url), words, url=url), datetime(2026, 11, 1, tzinfo=UTC))

    def forget_speakers(self, article: int) -> None:
        with self.store.undo.record("qui", now()) as step:
            for correction in self.store.corrections.of(article):
                step.delete("correction", {"article": article, "anchor": correction.anchor})

    def has(self, url: str, what: str) -> bool:
        if what == "speaker":
            return [each.speaker for each in self.store.corrections.of(self.number(url))] == ["Anne Bec"]
        if what == "note":
            return bool(self.store.notes.of(self.number(url)))
        if what == "tag":
            return self.library.tags.of(self.number(url)) == ["mer"]
        if what == "feed":
            return self.store.feeds.find(FEEDS[URLS.index(url) % 2]) is not None
        return bool(getattr(self.library.headlines_of([self.number(url)])[self.number(url)], what))

    def state(self) -> set[tuple[str, str]]:
        return {(url, what) for url in URLS for what in WHAT if self.has(url, what)}

    def close(self) -> None:
        self.library.close()
        self.store.close()


WHAT = ("read", "saved", "tag", "note", "speaker", "feed")
#: Something said in the title of each article.
WORDS = Quotation(TITLE, 0, 5, "Titre")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    machines = Machine(tmp_path / "one"), Machine(tmp_path / "two")
    for machine in machines:
        machine.folder = tmp_path / "shared"
    yield machines
    for machine in machines:
        machine.close()


def test_what_was_there_before_is_said_and_what_is_undone_comes_off(two: tuple[Machine, Machine]) -> None:
    one, other = two
    for what in WHAT:
        one.mark(URLS[0], what, True)
    for machine in (one, other):
        assert not machine.sync().error
    assert other.state() == one.state() and {(URLS[0], what) for what in WHAT} <= other.state()
    assert other.store.feeds.all()[0].folder == "Mer" and other.store.notes.all()[0].text == "mot"
    for what in WHAT:
        other.mark(URLS[0], what, False)
    other.sync(), one.sync()
    assert one.state() == other.state() == set()
    assert (one.sync().sent, one.sync().received) == (0, 0)


def test_undo_leaves_alone_what_another_machine_has_changed_since(two: tuple[Machine, Machine]) -> None:
    one, other = two
    number = one.number(URLS[0])
    one.library.people.correct(number, WORDS, "Anne Bec")
    one.sync(), other.sync()
    time.sleep(0.003)  # two acts of one person are not in the same millisecond
    other.library.people.correct(other.number(URLS[0]), WORDS, "Ida Roy")
    other.sync(), one.sync()
    one.library.undo_history.undo()
    assert [each.speaker for each in one.store.corrections.of(number)] == ["Ida Roy"]


def test_what_is_saved_elsewhere_is_fetched_and_tagged_when_it_comes(tmp_path: Path) -> None:
    with closing(Machine(tmp_path / "one")) as one, closing(Machine(tmp_path / "two", articles=False)) as other:
        other.folder = one.folder
        for what in ("saved", "tag", "read", "note", "speaker"):
            one.mark(URLS[1], what, True)
        one.sync(), other.sync()
        assert [request["url"] for request in other.store.pending.all().values()] == [URLS[1]]
        assert other.store.notes.all()[0].text == "mot"
        for url in URLS:
            other.come(url)
        other.sync()
        assert other.state() == one.state()
        # It was done there, and not here: nothing is said of it again.
        assert other.sync().sent == 0


def test_what_is_done_since_an_article_came_is_the_later_word(tmp_path: Path) -> None:
    with closing(Machine(tmp_path / "one")) as one, closing(Machine(tmp_path / "two", articles=False)) as other:
        other.folder = one.folder
        one.mark(URLS[0], "read", True)
        one.mark(URLS[1], "read", True)
        one.sync(), other.sync()
        for url in URLS:
            other.come(url)
        other.mark(URLS[0], "read", True)
        other.mark(URLS[0], "read", False)
        other.sync(), one.sync()
        assert one.state() == other.state() == {(URLS[1], "read")}


def test_letting_articles_go_says_nothing_of_them(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.mark(URLS[0], "read", True)
    one.sync(), other.sync()
    one.mark(URLS[1], "read", True)
    one.store.retention.delete([one.number(url) for url in URLS[:2]])
    one.sync(), other.sync()
    assert other.has(URLS[0], "read")


def test_a_feed_that_moves_moves_everywhere_and_is_not_doubled(two: tuple[Machine, Machine], tmp_path: Path) -> None:
    one, other = two
    number, _new = one.store.feeds.add(FEEDS[0])
    one.sync(), other.sync()
    one.store.feeds.move(number, FEEDS[1])
    one.sync()
    with closing(Machine(tmp_path / "three")) as third:
        third.folder = one.folder
        for machine in (other, third):
            machine.sync()
            assert [feed.url for feed in machine.store.feeds.all()] == [FEEDS[1]]
    one.store.feeds.move(number, FEEDS[0])
    one.sync(), other.sync()
    assert [feed.url for feed in other.store.feeds.all()] == [FEEDS[0]]


def test_torn_foreign_and_doubled_lines_do_no_harm(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.mark(URLS[0], "saved", True)
    one.sync()
    (log,) = one.folder.glob("*.jsonl")
    whole = log.read_bytes()
    noise = [b"<<<<<<< HEAD", b"\xff\xfe", b"[" * 5000, b"{}", b'"x"', b"x" * 300_000, b'{"at": 1e400}']
    hostile = {"type": "tag", "key": "x\n", "device": "me", "time": 5, "value": True}
    (one.folder / "laptop.sync-conflict-20261124.jsonl").write_bytes(
        b"\n".join([*noise, json.dumps(hostile).encode(), whole * 2])
    )
    (one.folder / "laptop (conflicted copy).jsonl").write_bytes(whole)
    log.write_bytes(whole[: len(whole) // 2])  # not yet carried whole
    assert not other.sync().error
    assert other.has(URLS[0], "saved")
    one.mark(URLS[1], "read", True)
    assert not one.sync().error  # our own log was cut: everything is said again
    other.sync()
    assert one.state() == other.state()


def test_a_copied_library_takes_a_name_of_its_own(two: tuple[Machine, Machine], tmp_path: Path) -> None:
    one, other = two
    one.sync()
    other.close()
    one.store.database.backup(tmp_path / "copy.db")
    copy = Machine.__new__(Machine)
    copy.store, copy.library = Store(tmp_path / "copy.db"), Library(tmp_path / "copy.db")
    copy.folder = one.folder
    with closing(copy):
        for n, machine in enumerate((one, copy, one, copy)):
            machine.mark(URLS[n % 3], "tag" if n == 3 else "read", True)
            machine.sync()
        one.sync()
        assert one.state() == copy.state() and one.store.journal.name() != copy.store.journal.name()


@pytest.mark.parametrize("first", [0, 1])
def test_a_copied_library_loses_no_deed_whichever_log_the_carrier_keeps(
    two: tuple[Machine, Machine], tmp_path: Path, first: int
) -> None:
    one, other = two
    one.sync()
    one.store.database.backup(tmp_path / "copy.db")
    copy = Machine.__new__(Machine)
    copy.store, copy.library = Store(tmp_path / "copy.db"), Library(tmp_path / "copy.db")
    copy.folder = tmp_path / "elsewhere"
    with closing(copy):
        shutil.copytree(one.folder, copy.folder)
        one.mark(URLS[0], "saved", True)
        for url in URLS:
            copy.mark(url, "tag", True)
        copy.mark(URLS[1], "saved", True)
        one.sync(), copy.sync()
        kept, lost = (one, copy) if first else (copy, one)
        for _round in range(3):
            for log in kept.folder.glob("*.jsonl"):
                shutil.copy(log, lost.folder)
            lost.sync()
            for log in lost.folder.glob("*.jsonl"):
                shutil.copy(log, kept.folder)
            kept.sync()
        other.sync()  # in the folder of the first
        assert one.state() == copy.state() == other.state()
        assert (
            all(other.has(url, "tag") for url in URLS) and other.has(URLS[0], "saved") and other.has(URLS[1], "saved")
        )


def test_no_name_of_a_file_stops_anything(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.mark(URLS[0], "saved", True)
    one.sync()
    (log,) = one.folder.glob("*.jsonl")
    log.rename(one.folder / os.fsdecode(b"caf\xe9\n\x1b[31m.jsonl"))
    (one.folder / "dossier.jsonl").mkdir()
    (one.folder / "nulle-part.jsonl").symlink_to("/nowhere")
    done = other.sync()
    assert not done.error and other.has(URLS[0], "saved")
    assert not other.sync().received


def test_a_clock_that_is_far_ahead_poisons_nothing(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.sync(), other.sync()
    ahead = {"type": "read", "device": "demain", "value": True}
    late = int(time.time() * 1000) + 3 * 86_400_000
    lines = [{**ahead, "key": article_key(URLS[n]), "time": at} for n, at in enumerate((late, 253_402_300_799_999))]
    (one.folder / "demain.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert not one.sync().error
    one.mark(URLS[0], "saved", True)
    one.mark(URLS[1], "read", True)
    one.mark(URLS[1], "read", False)
    one.sync(), other.sync()
    assert other.has(URLS[0], "saved") and not other.has(URLS[0], "read") and one.state() == other.state()
    # When its time has come, what waited is taken in; a clock of ours that was wrong is put right.
    done = FolderSync(other.store, other.folder, lambda: now() + timedelta(days=3)).sync()
    assert done.received and other.has(URLS[0], "read") and not other.has(URLS[1], "read")
    other.store.database.write("UPDATE sync_device SET clock = ?", (late * 2,))
    other.mark(URLS[2], "saved", True)
    other.sync()
    one.sync()
    assert one.has(URLS[2], "saved")


def test_a_folder_that_is_not_there_or_holds_the_library_is_said(two: tuple[Machine, Machine], tmp_path: Path) -> None:
    one, _other = two
    one.folder = tmp_path / "stick" / "news"
    assert "mounted" in one.sync().error
    one.folder = tmp_path
    assert "corrupt" in one.sync().error
    assert not one.store.journal.name()


RECORDS = st.lists(
    st.builds(
        SyncRecord,
        type=st.sampled_from(["read", "tag", "saved", "feed"]),
        key=st.just(""),
        time=st.integers(1, 6),
        device=st.sampled_from(["a", "b"]),
        value=st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=30)
@given(records=RECORDS, seed=st.integers(0, 1000))
def test_in_whatever_order_and_however_often_the_same_comes_out(records: list[SyncRecord], seed: int) -> None:
    subjects = {"read": article_key(URLS[0]), "tag": f"{article_key(URLS[0])}\nmer", "feed": FEEDS[0]}

    def sound(record: SyncRecord) -> SyncRecord:
        on = {"saved": {"url": URLS[0]}, "feed": {"title": "", "folder": ""}}.get(record.type, True)
        off = None if record.type in ("saved", "feed") else False
        subject = subjects.get(record.type, article_key(URLS[0]))
        return SyncRecord(record.type, subject, record.time, record.device, on if record.value else off)

    chance = random.Random(seed)
    said = [sound(record) for record in records]
    again = [*said, *chance.sample(said, len(said) // 2)]
    chance.shuffle(again)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Machine(Path(folder) / "one")) as one,
        closing(Machine(Path(folder) / "two")) as other,
    ):
        for machine in (one, other):
            machine.store.journal.enable("m", 1)
        one.store.journal.merge(said)
        for record in again:
            other.store.journal.merge([record])
        assert one.state() == other.state()
        assert not one.store.journal.collect_local_changes() and not other.store.journal.collect_local_changes()


#: One of the machines, however many there are.
WHO = st.integers(0, 3)


class MachinesAndACarrier(RuleBasedStateMachine):
    """Three machines and the copy of one, each with a folder of its own, and something that carries logs between them
    as it likes."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.machines = [Machine(self.place / str(n)) for n in range(3)]
        for machine in self.machines:
            machine.sync()  # of what was undone before a machine joins, nobody knows
        self.last: dict[tuple[str, str], bool] = {}

    @precondition(lambda self: len(self.machines) == 3)
    @rule(of=st.integers(0, 2))
    def clone(self, of: int) -> None:
        """Copy a library with the folder beside it, as to a new laptop: two machines have one name now."""
        place = self.place / "copy"
        place.mkdir()
        self.machines[of].store.database.backup(place / "library.db")
        copy = Machine(place, articles=False)
        shutil.copytree(self.machines[of].folder, copy.folder)
        self.machines.append(copy)

    @rule(who=WHO, url=st.sampled_from(URLS), what=st.sampled_from(WHAT), on=st.booleans())
    def act(self, who: int, url: str, what: str, on: bool) -> None:
        who %= len(self.machines)
        if on != self.machines[who].has(url, what):
            self.machines[who].mark(url, what, on)
            about = (FEEDS[URLS.index(url) % 2], what) if what == "feed" else (url, what)
            self.last[about] = on

    @rule(who=WHO)
    def sync(self, who: int) -> None:
        assert not self.machines[who % len(self.machines)].sync().error

    @rule(who=WHO, to=WHO, share=st.sampled_from([1.0, 1.0, 0.6]))
    def carry(self, who: int, to: int, share: float) -> None:
        who, to = who % len(self.machines), to % len(self.machines)
        for log in self.machines[who].folder.glob("*.jsonl") if who != to else ():
            goal = self.machines[to].folder / log.name
            data = log.read_bytes()
            if goal.parent.exists() and (not goal.exists() or goal.stat().st_size < len(data)):
                goal.write_bytes(data[: max(goal.stat().st_size if goal.exists() else 0, int(len(data) * share))])

    @precondition(lambda self: self.last)
    @rule()
    def rest(self) -> None:
        for _round in range(4):
            for n in range(len(self.machines)):
                self.sync(n)
            for who in range(len(self.machines)):
                for to in range(len(self.machines)):
                    self.carry(who, to, 1.0)
        states = [machine.state() for machine in self.machines]
        assert all(state == states[0] for state in states)
        for (about, what), on in self.last.items():
            urls = [url for url in URLS if about in (url, FEEDS[URLS.index(url) % 2] if what == "feed" else url)]
            assert all(((url, what) in states[0]) is on for url in urls), (about, what, on)

    def teardown(self) -> None:
        if hasattr(self, "machines"):
            if self.last:
                self.rest()
            for machine in self.machines:
                machine.close()
            shutil.rmtree(self.place)


TestMachinesAndACarrier = MachinesAndACarrier.TestCase
TestMachinesAndACarrier.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_who_says_it_is_put_right_on_the_other_machine_too(two: tuple[Machine, Machine]) -> None:
    one, other = two
    for machine in two:
        machine.store.quotations.put(machine.number(URLS[0]), [WORDS], 1)
    one.mark(URLS[0], "speaker", True)
    one.sync(), other.sync()
    (said,) = other.store.quotations.of(other.number(URLS[0]))
    assert (said.speaker, said.corrected) == ("Anne Bec", True)
    time.sleep(0.003)
    other.library.people.correct(other.number(URLS[0]), said, "Luc Roy")
    other.sync(), one.sync()
    assert one.store.quotations.of(one.number(URLS[0]))[0].speaker == "Luc Roy"
    one.mark(URLS[0], "speaker", False)
    one.sync(), other.sync()
    assert other.store.quotations.of(other.number(URLS[0])) == (WORDS,)


def test_no_line_is_a_correction_that_the_library_cannot_hold() -> None:
    value = {"quote": "Oui", "before": "", "speaker": "Anne Bec", "speaker_type": "person"}
    line = {"time": 5, "device": "me", "type": "speaker", "key": f"x:1\n{'0' * 24}", "value": value}
    assert parse_record(json.dumps(line).encode())
    for wrong in (
        {"key": "x:1"},
        {"key": "x:1\nnone"},
        {"value": {**value, "speaker_type": "robot"}},
        {"value": {"quote": 1}},
    ):
        assert parse_record(json.dumps({**line, **wrong}).encode()) is None


@given(line=st.binary(max_size=80))
def test_no_line_is_understood_that_is_none(line: bytes) -> None:
    assert parse_record(line) is None


def test_a_library_without_a_folder_notes_nothing(tmp_path: Path) -> None:
    with closing(Machine(tmp_path / "one")) as one:
        one.mark(URLS[0], "read", True)
        one.mark(URLS[0], "tag", True)
    with closing(sqlite3.connect(tmp_path / "one" / "library.db")) as raw:
        assert raw.execute("SELECT COUNT(*) FROM sync_change").fetchone() == (0,)
