"""Out of one library and into another: nothing is lost, nothing is doubled, nothing leads elsewhere."""

import json
import re
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.cli.main import main
from newsreader.library.core import Library
from newsreader.library.rule_matching import apply_rules
from newsreader.library.transfer.library_dump import export_library, import_library
from newsreader.library.transfer.markdown_export import export_markdown, file_name
from newsreader.model.article import Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.errors import NewsreaderError
from newsreader.model.note import Note
from newsreader.model.quotation import Quotation, QuotationKind
from newsreader.model.text import Text
from newsreader.store.articles import EntryUpdate
from newsreader.store.codec import encode_article
from newsreader.store.store import Store
from tests.store.test_store import NOW, an_article


@pytest.fixture
def full(store: Store, library_file: Path) -> Iterator[Store]:
    """A library with something of everything."""
    feed, _new = store.feeds.add("https://x.example/f.rss", "Le fil", "Mer")
    store.feeds.record_success(feed, NOW, "W/1", digest="d")
    library = Library(library_file, lambda: NOW)
    library.rules.add("Mer", "titre:titre", "tag:auto")
    thread = Thread(CommentState.OPEN, "Dites.", 3, (Comment("c1", "Ida", (Text("Oui.\u2028Non."),), NOW),), "u", "f")
    for number in range(4):
        article = an_article(number, thread=thread if number == 1 else Thread(), authors=("Anne",))
        kept = store.articles.put_entry(feed, article, "s", NOW)
        if number:
            store.articles.put_text(kept, article, NOW)
            store.quotations.put(kept, [Quotation(0, 3, 6, "mot", QuotationKind.SPEECH, "Anne", None)], 1)
    apply_rules(store, NOW)
    for hours in (1, 2, 3):
        changed = an_article(2, blocks=(Block(BlockType.PARAGRAPH, Text(f"Un mot plus fort, à {hours} heures.")),))
        store.articles.put_text(3, changed, NOW + timedelta(hours=hours))
    row = encode_article(an_article(9, title="Brut", blocks=()), "<p>Un texte balisé.</p>", "Un texte balisé.")
    store.articles.put_entries(feed, [EntryUpdate(row, "s")], NOW)
    store.images.put(2, "https://x.example/p.png", "image/png", b"\x89PNG\x00")
    store.articles.mark_comments_seen(2, NOW)
    store.database.write("UPDATE article SET duplicate_of = 2 WHERE id = 4")
    library.mark_read([1, 2])
    library.mark_saved([3])
    library.tags.change([3], ["Phare"])
    library.notes.save(Note(0, 2, "À relire", "Un mot", 0, 0, 6, url="https://x.example/1", title="Titre 1", outlet=""))
    library.searches.save("Au large", "tag:phare")
    library.people.merge(["A. Bec"], "Anne Bec")
    library.people.correct(4, store.quotations.of(4)[0], "Luc Roy")
    library.set_reading_position(2, (0, 3))
    library.set_state("theme", "nuit")
    store.database.write("INSERT INTO tombstone VALUES (-12)")
    yield store
    library.close()


def lines_of(store: Store) -> list[str]:
    return list(export_library(store))


def test_a_round_trip_loses_nothing(full: Store, tmp_path: Path) -> None:
    lines = lines_of(full)
    other = Store(tmp_path / "other.db")
    taken = import_library(other, lines)
    assert (taken.new, taken.known) == (5, 0)
    assert lines_of(other) == lines
    # Also what the records do not show: lists, counts, threads, what is found.
    assert [(f.title, f.unread, f.total) for f in other.feeds.all()] == [
        (f.title, f.unread, f.total) for f in full.feeds.all()
    ]
    assert len(other.revisions.of(3)) == len(full.revisions.of(3)) > 2
    assert other.quotations.of(4)[0].speaker == "Luc Roy" and other.corrections.of(4) == full.corrections.of(4)
    other.close()
    library = Library(tmp_path / "other.db", lambda: NOW)
    library.upkeep.index_waiting()
    assert [h.title for h in library.searches.find("balisé")] == ["Brut"] and [
        h.title for h in library.searches.find("tag:phare")
    ]
    library.close()


def test_its_lines_are_text_that_a_person_can_search(full: Store) -> None:
    assert any("Un texte balisé." in line for line in lines_of(full))


def test_taken_in_twice_nothing_is_doubled_and_what_is_here_stays(full: Store) -> None:
    before = lines_of(full)
    taken = import_library(full, before)
    assert (taken.new, taken.known) == (0, 5) and lines_of(full) == before


def test_into_a_library_that_has_some_of_it_marks_and_tags_come_together(full: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other.db")
    number = other.articles.put_entry(0, an_article(2, title="Le mien"), "s", NOW)
    other.undo.set_flag([number], "read", True, "lu", NOW)
    import_library(other, lines_of(full))
    (mine,) = other.headlines.headlines_of([number])
    assert (mine.title, mine.read, mine.saved) == ("Le mien", True, True) and other.tags.of(number) == [
        "phare",
    ]
    other.close()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["{}"], "Not a library"),
        (["nonsense"], "Line 1"),
        ([], "Line 1"),
        (['{"newsreader":"library","schema":99}'], "newer"),
        (['{"newsreader":"library","schema":1}', '{"kind":"feed"}'], "Line 2"),
        (['{"newsreader":"library","schema":1}', '{"kind":"sqlite_master","sql":"x"}'], "Line 2"),
        (['{"newsreader":"library","schema":1}', "", "[]"], "Line 3"),
    ],
)
def test_what_is_no_library_is_said_with_its_line(store: Store, wrong: list[str], said: str) -> None:
    with pytest.raises(NewsreaderError, match=said):
        import_library(store, wrong)


def test_articles_become_files_that_lead_nowhere_else(full: Store, tmp_path: Path) -> None:
    assert re.fullmatch(r"2026-11/etc-passwd-[0-9a-f]{6}\.md", file_name(an_article(1, title="../../etc/passwd\x00")))
    assert re.fullmatch(r"undated/article-[0-9a-f]{6}\.md", file_name(an_article(1, title="«»", published=None)))
    folder = tmp_path / "out"
    count = export_markdown(full, full.headlines.ids(ArticleFilter()), folder, lambda _article: None)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.md"))
    assert len(files) == count == 4
    words = next(folder.rglob("titre-1-*.md")).read_text(encoding="utf-8")
    assert "À relire" in words and "Un **mot** fort." in words
    facts = dict(line.split(": ", 1) for line in words.split("---\n")[1].splitlines() if ": " in line)
    assert facts["title"] == '"Titre 1"' and facts["read"] in ("true", "false") and "auto" in facts["tags"]


def test_from_the_shell(full: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, other = tmp_path / "all.jsonl", tmp_path / "other.db"
    assert main(["export", str(whole)]) == 0
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600
    assert json.loads(whole.read_text(encoding="utf-8").partition("\n")[0])["schema"] == 2
    assert main(["--library", str(other), "import", str(whole)]) == 0
    assert "5 articles imported." in capsys.readouterr().out
    assert main(["--library", str(other), "export", "--all"]) == 0
    assert capsys.readouterr().out == whole.read_text(encoding="utf-8")
    assert main(["export", str(tmp_path / "md"), "--markdown", "tag:phare"]) == 0
    assert len(list((tmp_path / "md").rglob("*.md"))) == 1
    assert main(["export"]) == 0 and "<opml" in capsys.readouterr().out
    assert main(["export", "--markdown"]) == 2
