"""What a key does to an article, a search, a note, a page or a rule, from the answer that is typed to the library."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.library.messages.requests import SendArticle
from newsreader.model.article import Block, BlockType
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.quotation import SpeakerType
from newsreader.model.text import Text
from newsreader.store.store import Store
from newsreader.tui.controllers import search
from newsreader.tui.controllers.page import NARROWEST, WIDEST
from newsreader.tui.controllers.search import PREVIEW_DELAY, SEARCH_DELAY
from newsreader.tui.layout import Pane
from newsreader.tui.session import Cursor, SavedSession
from tests.store.test_store import an_article
from tests.tui.reader import NOW, fill
from tests.tui.without_screen import ReaderWithoutScreen, done

UNREAD, SAVED = ArticleFilter(unread=True), ArticleFilter(saved=True)


@pytest.fixture
def reader(library_file: Path) -> Iterator[ReaderWithoutScreen]:
    fill(library_file, 3)
    reader = ReaderWithoutScreen(library_file)
    yield reader
    reader.library.close()


def flags(reader: ReaderWithoutScreen, name: str) -> list[bool]:
    return [getattr(row, name) for row in reader.rows.loaded.headlines]


# ------------------------------------------------------------ read, saved, tagged


def test_one_is_read_and_unread_again_and_several_are_read_unless_all_are(reader: ReaderWithoutScreen) -> None:
    act = reader.do.actions.toggle_read
    said = []
    for _time in range(2):
        act()
        said += reader.hears()
        assert reader.library.count(UNREAD) == 3 - flags(reader, "read").count(True)
    assert said == ["Marked as read. U undoes.", "Marked as unread. U undoes."]
    act()
    reader.hears()
    for left, words in ((0, "2 articles changed. U undoes."), (2, "2 articles changed. U undoes.")):
        reader.rows.chosen = {1, 2} if left else {2, 3}
        act()
        assert reader.library.count(UNREAD) == left and reader.hears() == [words] and not reader.rows.chosen
    reader.rows.chosen = {1, 2}
    reader.library.mark_read([1])
    reader.do.lists.reload()
    reader.rows.chosen = {1, 2}
    act()
    assert reader.hears() == ["1 article changed. U undoes."]


def test_one_is_saved_and_let_go_of_and_several_are_saved_unless_all_are(reader: ReaderWithoutScreen) -> None:
    act = reader.do.actions.save
    for saved, words in ((1, "Saved. U undoes."), (0, "Removed from saved. U undoes."), (1, "Saved. U undoes.")):
        act()
        assert reader.library.count(SAVED) == saved and reader.hears() == [words]
    for saved in (3, 0):
        reader.rows.chosen = {1, 2, 3}
        act()
        assert reader.library.count(SAVED) == saved == flags(reader, "saved").count(True)
        assert reader.hears()[0].endswith("changed. U undoes.")


def test_keys_are_for_the_open_article_or_the_row_under_the_cursor(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.show(2))
    for pane, expected in ((Pane.ARTICLE, 2), (Pane.QUOTES, 2), (Pane.HEADLINES, 1), (Pane.FEEDS, 1)):
        reader.layout.focused_pane = pane
        assert reader.do.targets.article() == expected
    reader.layout.width = 80
    assert reader.do.targets.article() == 0
    reader.do.actions.save()
    assert reader.hears() == ["No article here; Enter opens the list."]
    reader.layout.width, reader.layout.focused_pane = 200, Pane.ARTICLE
    reader.rows.chosen = {1, 3}
    reader.do.actions.save()
    assert reader.library.ids(SAVED) == [2], "what is chosen in the list is chosen there"
    done(reader.do.reading.show(3))
    del reader.rows.loaded.headlines[2]
    reader.do.actions.save()
    assert sorted(reader.library.ids(SAVED)) == [2, 3], "also where it is not in the list"


def test_a_whole_list_is_read_at_once(reader: ReaderWithoutScreen) -> None:
    done(reader.do.lists.filter("unread"))
    reader.do.actions.mark_all_read()
    assert flags(reader, "read") == [True] * 3 and reader.library.count(UNREAD) == 0
    assert reader.hears() == ["“All articles”: 3 articles marked as read. U undoes."]
    reader.do.actions.mark_all_read()
    assert reader.hears() == ["“All articles”: nothing unread."]
    reader.do.actions.undo()
    (said,) = reader.hears()
    assert said.startswith("Undone") and flags(reader, "read") == [False] * 3
    reader.do.actions.redo()
    assert reader.library.count(UNREAD) == 0 and reader.rows.count == 0
    reader.do.actions.undo()
    reader.library.mark_read([1, 2])
    reader.do.lists.open(ArticleFilter())
    reader.do.actions.mark_all_read()
    assert reader.hears()[-1] == "“All articles”: 1 article marked as read. U undoes."


def test_tags_of_one_are_all_it_has_and_those_of_several_are_added(reader: ReaderWithoutScreen) -> None:
    reader.dialogs.answers = ["mer, port", None, "", "phare -port"]
    ask = reader.do.actions.tag
    ask()
    assert reader.library.tags.of(1) == ["mer", "port"] and reader.hears() == ["Tags: mer port"]
    ask()
    assert reader.dialogs.asked[1][1] == "mer port " and reader.hears() == []
    ask()
    assert reader.library.tags.of(1) == [] and reader.hears() == ["Tags removed."]
    reader.rows.chosen = {1, 2}
    ask()
    assert reader.library.tags.of(1) == reader.library.tags.of(2) == ["phare"] and not reader.rows.chosen
    assert reader.dialogs.asked[3] == ("tags to add, separated by spaces; -tag removes one", "")
    assert [row.tags for row in reader.rows.loaded.headlines] == [("phare",), ("phare",), ()]


# ------------------------------------------------------------ searching


def test_a_search_is_followed_as_it_is_typed_and_given_up(reader: ReaderWithoutScreen) -> None:
    reader.do.lists.open(UNREAD)
    done(reader.do.reading.show(2))
    reader.dialogs.typed, reader.dialogs.answers = ["n", "nu", "numéro 1", "numéro 2"], [None]
    reader.do.search.search()
    assert [timer.act is None for timer in reader.timers] == [True] * 3 and reader.timers[0].delay == SEARCH_DELAY
    assert reader.session.filter == UNREAD and reader.session.search_text == ""
    reader.dialogs.answers = ["titre:titre "]
    reader.do.search.search()
    assert reader.session.search_text == "titre:titre" and reader.session.filter.order is SortOrder.BEST
    assert reader.session.filter.unread and reader.layout.focused_pane is Pane.HEADLINES
    assert reader.rows.count == 3 and reader.hears()[-1].startswith("3 results · ")
    reader.dialogs.answers, reader.dialogs.typed = ["titre:"], []
    reader.do.search.search()
    assert reader.dialogs.asked[-1][1] == "titre:titre"


def test_what_is_typed_is_shown_once_the_fingers_rest_and_its_article_later(reader: ReaderWithoutScreen) -> None:
    seen: list[Any] = []
    ask = reader.dialogs.ask

    def typing(question: str, then: Any, text: str = "", follow: Any = None, complete: Any = None, **more: Any) -> Any:
        reader.do.search._prompt = reader.dialogs
        follow("titre:2")
        assert reader.rows.count == 3
        reader.timers.pop(0).act()  # type: ignore[misc]
        seen.extend([reader.rows.titles, reader.page.opened and reader.page.opened.number, list(reader.dialogs.told)])
        assert reader.timers[0].delay == PREVIEW_DELAY
        reader.rest()
        seen.append(reader.page.opened and reader.page.opened.number)
        return ask(question, then, text)

    reader.dialogs.ask = typing  # type: ignore[assignment]
    reader.dialogs.answers = ["titre:2"]
    reader.do.search.search()
    assert seen[0] == ["Titre 2"] and seen[1] == 1 and seen[2][0].startswith("1 result") and seen[3] == 3


@pytest.mark.parametrize(("most", "said"), [(3, "3+ results"), (4, "3 results")])
def test_many_results_are_not_counted_to_their_end(
    reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch, most: int, said: str
) -> None:
    monkeypatch.setattr(search, "MANY", most)
    reader.do.search.show("titre:titre", ArticleFilter(order=SortOrder.OLDEST))
    assert reader.hears()[0].startswith(said) and reader.rows.count == 3
    assert reader.rows.titles == ["Titre 2", "Titre 1", "Titre 0"]


def test_a_search_that_is_not_understood_shows_where(reader: ReaderWithoutScreen) -> None:
    reader.do.search.show("titre:titre depuis:hiersoir", ArticleFilter())
    (said,) = reader.hears()
    assert "▸" in said and said.index("▸") == len("titre:titre ") and reader.rows.count == 3
    reader.do.search.show("", ArticleFilter())
    assert reader.session.filter.query is None and reader.rows.count == 3 and reader.hears() == []


def test_a_search_is_saved_under_a_name(reader: ReaderWithoutScreen) -> None:
    reader.do.search.save_search()
    assert "Search with / first" in reader.hears()[0]
    reader.do.search.show("titre:titre", ArticleFilter())
    reader.hears()
    reader.dialogs.answers = ["", "Titres"]
    reader.do.search.save_search()
    assert reader.hears() == []
    reader.do.search.save_search()
    assert reader.dialogs.asked[0] == ("a name for this search", "titre:titre")
    assert reader.hears()[0].startswith("Saved as “Titres”.") and reader.library.searches.parse("titre:titre")
    assert reader.feeds.current and reader.feeds.current.title == "Titres"
    reader.do.lists.open(UNREAD)
    reader.do.search.open(reader.feeds.current)
    assert reader.session.search_text == "titre:titre" and reader.session.filter.unread and reader.rows.count == 3
    quotations = replace(reader.feeds.current, search='dit:"Anne Bec" citation:parole')
    reader.do.search.open(quotations)


# ------------------------------------------------------------ notes, speakers


def test_notes_are_written_on_the_article_a_passage_or_a_quotation_and_removed(reader: ReaderWithoutScreen) -> None:
    reader.layout.focused_pane = Pane.FEEDS
    done(reader.do.notes.write())
    assert reader.hears() == ["Open an article to write a note on it."]
    reader.layout.focused_pane = Pane.HEADLINES
    reader.dialogs.answers = ["Juste."]
    done(reader.do.notes.write())
    reader.page.point_at(0)
    reader.dialogs.answers = ["Vraiment ?"]
    done(reader.do.notes.write())
    reader.page.marks.selection.begin(an_article(1), 0)
    reader.dialogs.answers = [None]
    done(reader.do.notes.write())
    assert [question for question, _text in reader.dialogs.asked] == [
        "your note on this article; empty removes it",
        "your note on what Anne Bec says; empty removes it",
        "your note on this passage; empty removes it",
    ]
    assert sorted(note.text for note in reader.library._store.notes.of(1)) == ["Juste.", "Vraiment ?"]
    assert [said.split(".")[0] for said in reader.hears()] == ["Note saved"] * 2
    reader.page.marks.selection.clear()
    reader.page.point_at(-1)
    reader.dialogs.answers = [""]
    done(reader.do.notes.write())
    assert reader.hears() == ["Removed."] and reader.dialogs.asked[-1][1] == "Juste."
    reader.dialogs.answers = [""]
    done(reader.do.notes.write())
    assert reader.hears() == [] and len(reader.library._store.notes.of(1)) == 1


def test_a_passage_is_highlighted_and_highlighted_no_more(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    reader.do.notes.highlight()
    assert "selects a passage to highlight" in reader.hears()[0]
    reader.page.point_at(0)
    for said, count in (("Highlighted. M removes it.", 1), ("Removed.", 0)):
        reader.do.notes.highlight()
        (heard,) = reader.hears()
        assert heard.split(" ")[0] == said.split(" ")[0] and len(reader.library._store.notes.of(1)) == count
    reader.dialogs.answers = ["Vraiment ?"]
    done(reader.do.notes.write())
    reader.hears()
    reader.do.notes.highlight()
    assert "already a note here" in reader.hears()[0] and len(reader.library._store.notes.of(1)) == 1


def test_who_says_a_quotation_is_put_right_and_taken_back(reader: ReaderWithoutScreen) -> None:
    reader.do.correction.choose_speaker()
    assert "to say who says it" in reader.hears()[0] and not reader.dialogs.shown
    done(reader.do.reading.open_current())
    reader.dialogs.answers = [("Ida Roc", SpeakerType.PERSON), ("", None), None]
    for name, said in (
        ("Ida Roc", "— Ida Roc: kept as you say. U undoes."),
        ("", "Nobody that can be told: kept as you say. U undoes."),
        ("", ""),
    ):
        reader.do.correction.choose_speaker()
        assert reader.library._store.quotations.of(1)[0].speaker == name
        assert reader.page.current and reader.page.current.speaker == name, "the page says so, too"
        assert reader.hears() == [said] * bool(said)
    assert {"Anne Bec", "Yann Tregor"} <= set(reader.dialogs.shown[0][1])
    reader.layout.focused_pane = Pane.QUOTES
    reader.quotes.point_at(1)
    reader.do.correction.choose_speaker()
    assert reader.page.current_quotation == 1 and reader.dialogs.shown[-1][0].speaker == "Yann Tregor"
    reader.library._store.database.write("DELETE FROM article WHERE id = 1")
    reader.dialogs.answers = [("Ida Roc", None)]
    reader.do.correction.choose_speaker()
    assert reader.hears() == ["This article is no longer in the library."]


def test_why_a_quotation_is_somebodys_is_shown_and_shown_no_longer(reader: ReaderWithoutScreen) -> None:
    reader.do.correction.show_evidence()
    assert "to see why" in reader.hears()[0]
    done(reader.do.reading.open_current())
    reader.layout.width = 80
    reader.layout.focused_pane = Pane.QUOTES
    reader.do.correction.show_evidence()
    assert reader.page.marks.evidence and reader.page.current_quotation == 0 and len(reader.said) == 1
    assert reader.layout.focused_pane is Pane.ARTICLE and "lets you say who" not in reader.said[0]
    reader.do.correction.show_evidence()
    assert reader.page.marks.evidence is None and reader.said == []
    reader.dialogs.answers = [("", None)]
    reader.do.correction.choose_speaker()
    reader.hears()
    reader.do.correction.show_evidence()
    assert "lets you say who" in reader.said[0]


# ------------------------------------------------------------ the page


def test_the_text_is_as_wide_as_one_wants_within_bounds(reader: ReaderWithoutScreen) -> None:
    reader.do.page.change_width(1)
    assert reader.page.text_width == reader.comments.width == 74 and reader.library.state("text_width") == "74"
    assert reader.hears() == ["Text width: 74 columns."]
    reader.do.page.change_width(-2)
    assert reader.page.text_width == 66
    reader.do.page.change_width(-100)
    assert reader.page.text_width == NARROWEST
    reader.do.page.change_width(100)
    assert reader.page.text_width == WIDEST


def test_words_are_found_in_the_page_or_it_stays_where_it_was(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    reader.page.top = (4, 0)
    for typed, said, top in (
        ("suite", ["30 matches: n next, N previous."], (9, 0)),
        ("numéro", ["1 match."], (9, 0)),
        ("girafe", ["“girafe” does not occur in this article."], (4, 0)),
        ("", [], (4, 0)),
        (None, [], (4, 0)),
    ):
        reader.page.top = (4, 0)
        reader.dialogs.answers, reader.dialogs.typed = [typed], ["su", " "]
        reader.do.page.find()
        assert reader.hears() == said and reader.page.top == top
    assert reader.page.marks.found == []


def test_a_live_page_is_sorted_as_one_wants_and_marks_what_came_since(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    reader.do.page.sort_updates()
    assert reader.hears() == ["Not a live page: nothing to sort."]
    reader.page.is_live = True
    for oldest, said in ((True, "In chronological order."), (False, "Newest first.")):
        reader.do.page.sort_updates()
        assert reader.page.setting.oldest_first is oldest and reader.hears() == [said]
    reader.do.page.sort_updates()
    reader.page.typeset(oldest_first=False)
    assert reader.page.opened
    reader.page.opened = replace(reader.page.opened, visited=NOW)
    reader.do.page.mark_updates()
    assert (reader.page.setting.oldest_first, reader.page.setting.since) == (True, NOW)
    reader.page.is_live = False
    reader.do.page.mark_updates()
    assert (reader.page.setting.oldest_first, reader.page.setting.since) == (False, None)


def test_a_live_page_that_is_opened_has_been_visited(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    assert reader.library._store.positions.visited(1) is None
    reader.page.is_live = True
    done(reader.do.reading.open(1))
    assert reader.library._store.positions.visited(1)


def test_what_an_outlet_changed_is_shown_the_newest_first(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    reader.do.page.show_revisions()
    assert reader.hears()[-1] == "No revisions recorded."
    store = reader.library._store
    number = store.articles.put_entry(1, an_article(30), "s", NOW)
    for hours in range(3):
        text = Text(f"Un mot plus fort, à {hours} heures.")
        changed = an_article(30, blocks=(Block(BlockType.PARAGRAPH, text),))
        store.articles.put_text(number, changed, NOW + timedelta(hours=hours))
    done(reader.do.reading.open(number))
    reader.do.page.show_revisions()
    moments = [moment for moment, _pieces in reader.dialogs.shown[0]]
    assert len(moments) >= 2 and moments == sorted(moments, reverse=True)


# ------------------------------------------------------------ sending, rules


@pytest.fixture
def sending(library_file: Path, tmp_path: Path) -> Iterator[ReaderWithoutScreen]:
    fill(library_file, 3)
    reader = ReaderWithoutScreen(library_file, send=("wallabag", "readeck"), epub_folder=str(tmp_path))
    yield reader
    reader.library.close()


def test_an_article_is_sent_where_one_says(sending: ReaderWithoutScreen) -> None:
    reader = sending
    reader.rows.chosen = {1, 2}
    reader.dialogs.answers = ["2"]
    reader.do.sharing.share()
    assert reader.dialogs.asked[0][0] == "send to: 1 wallabag · 2 readeck · 3 epub"
    assert reader.helper.asked == [SendArticle(1, "readeck"), SendArticle(2, "readeck")] and not reader.rows.chosen
    assert reader.hears() == ["Sending 2 articles to readeck…"]
    reader.dialogs.answers = ["wall", "ailleurs", "", None]
    for said in (
        ["Sending 1 article to wallabag…"],
        ["Unknown destination. Available: 1 wallabag · 2 readeck · 3 epub."],
        [],
        [],
    ):
        reader.do.sharing.share()
        assert reader.hears() == said


def test_a_book_is_written_where_one_says_and_never_unasked(sending: ReaderWithoutScreen, tmp_path: Path) -> None:
    reader = sending
    reader.dialogs.answers = ["epub", None]
    reader.do.sharing.share()
    offered = Path(reader.dialogs.asked[-1][1])
    assert offered.parent == tmp_path and offered.suffix == ".epub" and not offered.exists()
    reader.rows.chosen = {1, 2}
    reader.dialogs.answers = ["3", str(tmp_path / "mer.epub")]
    reader.do.sharing.share()
    assert reader.hears() == ["Creating the EPUB…", f"2 articles are in {tmp_path}/mer.epub."]
    assert (tmp_path / "mer.epub").exists() and not reader.rows.chosen


def test_without_a_service_it_is_a_book_at_once(reader: ReaderWithoutScreen) -> None:
    reader.do.sharing.share()
    assert [question.split(";")[0] for question, _text in reader.dialogs.asked] == ["the EPUB file to write"]
    reader.layout.focused_pane, reader.layout.width = Pane.FEEDS, 80
    reader.do.sharing.share()
    assert len(reader.dialogs.asked) == 1


def test_a_rule_is_made_of_a_search_step_by_step_and_removed(reader: ReaderWithoutScreen) -> None:
    reader.do.rules.open()
    assert "No rules yet" in reader.hears()[0]
    reader.do.search.show("titre:1", ArticleFilter())
    reader.hears()
    reader.dialogs.answers = ["voler", "save", "Phare", False, "save", "Phare", True]
    reader.do.rules.open()
    assert reader.dialogs.asked[1][1] == "voler" and len(reader.dialogs.told) == 1, "what was typed can be put right"
    assert reader.dialogs.asked[2] == ("a name for this rule", "titre:1") and not reader.library.rules.all()
    reader.do.rules.open()
    (rule, many, found) = reader.dialogs.shown[-1]
    assert (rule.name, rule.query, rule.actions) == ("Phare", "titre:1", ("save",))
    assert (many, found) == ("1", ["Titre 1"])
    assert reader.hears()[-1].startswith("Rule “Phare” added.")
    reader.do.lists.open(ArticleFilter())
    (kept,) = reader.library.rules.all()
    reader.dialogs.answers = [None, ("show", kept), ("delete", kept)]
    for _time in range(2):
        reader.do.rules.open()
    assert reader.session.search_text == 'rule:"Phare"'
    reader.do.lists.open(ArticleFilter())
    reader.do.rules.open()
    assert not reader.library.rules.all() and "Rule “Phare” removed" in reader.hears()[-1]


@pytest.mark.parametrize("answers", [[None], ["save", None], ["save", ""]])
def test_a_rule_that_is_given_up_is_none(reader: ReaderWithoutScreen, answers: list[Any]) -> None:
    reader.dialogs.answers = answers
    reader.do.rules.make("titre:1")
    assert not reader.library.rules.all() and not reader.dialogs.shown


# ------------------------------------------------------------ the next start


def again(reader: ReaderWithoutScreen) -> ReaderWithoutScreen:
    return ReaderWithoutScreen(reader.library.path, begun=False)


def test_one_stands_where_one_was_after_leaving(reader: ReaderWithoutScreen) -> None:
    reader.do.lists.open(replace(UNREAD, order=SortOrder.OLDEST))
    reader.rows.put(1, 4)
    done(reader.do.reading.open_current())
    done(reader.do.navigation.toggle_side("quotes"))
    reader.layout.zen = True
    reader.session.folded = frozenset({"Mer"})
    reader.do.session.leave()
    other = again(reader)
    done(other.do.session.restore())
    assert other.session.filter == replace(UNREAD, order=SortOrder.OLDEST) and other.session.folded == {"Mer"}
    assert (other.rows.cursor, other.rows.line) == (1, 4)
    assert other.page.opened and reader.page.opened and other.page.opened.number == reader.page.opened.number
    assert (other.layout.focused_pane, other.layout.side, other.layout.zen) == (Pane.QUOTES, Pane.QUOTES, True)
    other.library.close()


def test_after_a_crash_the_list_stands_there_and_no_article(reader: ReaderWithoutScreen) -> None:
    reader.do.lists.open(UNREAD)
    reader.rows.put(1, 4)
    done(reader.do.reading.open_current())
    reader.do.session.keep()
    for starts in range(2):
        other = again(reader)
        other.page.open(None)
        done(other.do.session.restore())
        assert other.session.filter == UNREAD and other.page.opened is None, starts
        assert (other.rows.cursor, other.layout.focused_pane) == (1, Pane.HEADLINES)
        other.library.close()
    # One that was left well without an article having been shown is as careful still; then no more.
    for shown in (False, True):
        other = again(reader)
        done(other.do.session.restore())
        if shown:
            done(other.do.reading.show(1))
        other.do.session.leave()
        assert SavedSession.from_json(other.library.state("session")).left is shown
        other.library.close()


@pytest.mark.parametrize("pane", [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE])
def test_without_an_article_one_is_in_a_list(reader: ReaderWithoutScreen, pane: Pane) -> None:
    reader.session.open_article = 0
    reader.layout.focused_pane = pane
    reader.do.session.leave()
    kept = SavedSession.from_json(reader.library.state("session"))
    assert (kept.pane, kept.article, kept.side) == (Pane.FEEDS if pane is Pane.FEEDS else Pane.HEADLINES, 0, None)
    other = again(reader)
    done(other.do.session.restore())
    assert other.layout.focused_pane is kept.pane
    other.library.close()


def test_a_session_is_written_when_another_list_is_shown_and_not_for_each_row(reader: ReaderWithoutScreen) -> None:
    written: list[str] = []
    set_state = reader.library.set_state

    def write(name: str, value: str) -> None:
        written.append(name)
        set_state(name, value)

    reader.library.set_state = write  # type: ignore[method-assign]
    kept = []
    for number, unread in ((0, False), (1, False), (1, True), (1, True)):
        if unread is not reader.session.filter.unread:
            reader.do.lists.open(UNREAD)
        reader.rows.go(number)
        reader.do.session.keep()
        kept.append(len(written))
    assert kept == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("saved", "shown"),
    [
        (ArticleFilter(feed=1), ArticleFilter(feed=1)),
        (ArticleFilter(feed=9), ArticleFilter()),
        (ArticleFilter(folder="Mer"), ArticleFilter(folder="Mer")),
        (ArticleFilter(folder="Sud", unread=True), ArticleFilter(unread=True)),
        (ArticleFilter(since=5), ArticleFilter(since=77)),
    ],
)
def test_a_list_that_is_gone_is_that_of_all_articles(
    reader: ReaderWithoutScreen, saved: ArticleFilter, shown: ArticleFilter
) -> None:
    with closing(Store(reader.library.path)) as store:
        store.feeds.add("https://y.example/f", "Large", "Mer")
    reader.session.last_visit = 77
    done(reader.do.session.restore(SavedSession(filter=saved)))
    assert reader.session.filter == shown


def test_a_search_stands_there_again_unless_it_is_understood_no_more(reader: ReaderWithoutScreen) -> None:
    done(reader.do.session.restore(SavedSession(search_text="titre:2", cursor=Cursor(3))))
    assert reader.rows.titles == ["Titre 2"] and reader.session.search_text == "titre:2"
    done(reader.do.session.restore(SavedSession(search_text="depuis:hiersoir")))
    assert reader.rows.count == 3 and reader.session.search_text == ""
