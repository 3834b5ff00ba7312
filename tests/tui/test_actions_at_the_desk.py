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
from newsreader.tui.controllers.page import NARROWEST, WIDEST
from newsreader.tui.controllers.search import PREVIEW_DELAY, SEARCH_DELAY
from newsreader.tui.layout import Pane
from newsreader.tui.session import Cursor, SavedSession
from tests.store.test_store import an_article
from tests.tui.desk import Desk, done
from tests.tui.reader import NOW, fill

UNREAD, SAVED = ArticleFilter(unread=True), ArticleFilter(saved=True)


@pytest.fixture
def desk(library_file: Path) -> Iterator[Desk]:
    fill(library_file, 3)
    desk = Desk(library_file)
    yield desk
    desk.library.close()


def flags(desk: Desk, name: str) -> list[bool]:
    return [getattr(row, name) for row in desk.rows.loaded.headlines]


# ------------------------------------------------------------ read, saved, tagged


def test_one_is_read_and_unread_again_and_several_are_read_unless_all_are(desk: Desk) -> None:
    act = desk.do.actions.toggle_read
    said = []
    for _time in range(2):
        act()
        said += desk.hears()
        assert desk.library.count(UNREAD) == 3 - flags(desk, "read").count(True)
    assert said == ["Marked as read. U undoes.", "Marked as unread. U undoes."]
    act()
    desk.hears()
    for left, words in ((0, "2 articles changed. U undoes."), (2, "2 articles changed. U undoes.")):
        desk.rows.chosen = {1, 2} if left else {2, 3}
        act()
        assert desk.library.count(UNREAD) == left and desk.hears() == [words] and not desk.rows.chosen
    desk.rows.chosen = {1, 2}
    desk.library.mark_read([1])
    desk.do.lists.reload()
    desk.rows.chosen = {1, 2}
    act()
    assert desk.hears() == ["1 article changed. U undoes."]


def test_one_is_saved_and_let_go_of_and_several_are_saved_unless_all_are(desk: Desk) -> None:
    act = desk.do.actions.save
    for saved, words in ((1, "Saved. U undoes."), (0, "Removed from saved. U undoes."), (1, "Saved. U undoes.")):
        act()
        assert desk.library.count(SAVED) == saved and desk.hears() == [words]
    for saved in (3, 0):
        desk.rows.chosen = {1, 2, 3}
        act()
        assert desk.library.count(SAVED) == saved == flags(desk, "saved").count(True)
        assert desk.hears()[0].endswith("changed. U undoes.")


def test_keys_are_for_the_open_article_or_the_row_under_the_cursor(desk: Desk) -> None:
    done(desk.do.reading.show(2))
    for pane, expected in ((Pane.ARTICLE, 2), (Pane.QUOTES, 2), (Pane.HEADLINES, 1), (Pane.FEEDS, 1)):
        desk.layout.focused_pane = pane
        assert desk.do.targets.article() == expected
    desk.layout.width = 80
    assert desk.do.targets.article() == 0
    desk.do.actions.save()
    assert desk.hears() == ["No article here; Enter opens the list."]
    desk.layout.width, desk.layout.focused_pane = 200, Pane.ARTICLE
    desk.rows.chosen = {1, 3}
    desk.do.actions.save()
    assert desk.library.ids(SAVED) == [2], "what is chosen in the list is chosen there"
    done(desk.do.reading.show(3))
    del desk.rows.loaded.headlines[2]
    desk.do.actions.save()
    assert sorted(desk.library.ids(SAVED)) == [2, 3], "also where it is not in the list"


def test_a_whole_list_is_read_at_once(desk: Desk) -> None:
    desk.do.lists.filter("unread")
    desk.do.actions.mark_all_read()
    assert flags(desk, "read") == [True] * 3 and desk.library.count(UNREAD) == 0
    assert desk.hears() == ["“All articles”: 3 articles marked as read. U undoes."]
    desk.do.actions.mark_all_read()
    assert desk.hears() == ["“All articles”: nothing unread."]
    desk.do.actions.undo()
    (said,) = desk.hears()
    assert said.startswith("Undone") and flags(desk, "read") == [False] * 3
    desk.do.actions.redo()
    assert desk.library.count(UNREAD) == 0 and desk.rows.count == 0
    desk.do.actions.undo()
    desk.library.mark_read([1, 2])
    desk.do.lists.open(ArticleFilter())
    desk.do.actions.mark_all_read()
    assert desk.hears()[-1] == "“All articles”: 1 article marked as read. U undoes."


def test_tags_of_one_are_all_it_has_and_those_of_several_are_added(desk: Desk) -> None:
    desk.dialogs.answers = ["mer, port", None, "", "phare -port"]
    ask = desk.do.actions.tag
    ask()
    assert desk.library.tags.of(1) == ["mer", "port"] and desk.hears() == ["Tags: mer port"]
    ask()
    assert desk.dialogs.asked[1][1] == "mer port " and desk.hears() == []
    ask()
    assert desk.library.tags.of(1) == [] and desk.hears() == ["Tags removed."]
    desk.rows.chosen = {1, 2}
    ask()
    assert desk.library.tags.of(1) == desk.library.tags.of(2) == ["phare"] and not desk.rows.chosen
    assert desk.dialogs.asked[3] == ("tags to add, separated by spaces; -tag removes one", "")
    assert [row.tags for row in desk.rows.loaded.headlines] == [("phare",), ("phare",), ()]


# ------------------------------------------------------------ searching


def test_a_search_is_followed_as_it_is_typed_and_given_up(desk: Desk) -> None:
    desk.do.lists.open(UNREAD)
    done(desk.do.reading.show(2))
    desk.dialogs.typed, desk.dialogs.answers = ["n", "numéro 1", "numéro 2"], [None]
    desk.do.search.search()
    assert [timer.act is None for timer in desk.timers] == [True] * 3 and desk.timers[0].delay == SEARCH_DELAY
    assert desk.session.filter == UNREAD and desk.session.search_text == ""
    desk.dialogs.answers = ["titre:titre "]
    desk.do.search.search()
    assert desk.session.search_text == "titre:titre" and desk.session.filter.order is SortOrder.BEST
    assert desk.session.filter.unread and desk.layout.focused_pane is Pane.HEADLINES
    assert desk.rows.count == 3 and desk.hears()[-1].startswith("3 results · ")
    desk.dialogs.answers, desk.dialogs.typed = ["titre:"], []
    desk.do.search.search()
    assert desk.dialogs.asked[-1][1] == "titre:titre"


def test_what_is_typed_is_shown_once_the_fingers_rest_and_its_article_later(desk: Desk) -> None:
    seen: list[Any] = []
    ask = desk.dialogs.ask

    def typing(question: str, then: Any, text: str = "", follow: Any = None, complete: Any = None, **more: Any) -> Any:
        desk.do.search._prompt = desk.dialogs
        follow("titre:2")
        assert desk.rows.count == 3
        desk.timers.pop(0).act()  # type: ignore[misc]
        seen.extend([desk.rows.titles, desk.page.opened and desk.page.opened.number, list(desk.dialogs.told)])
        assert desk.timers[0].delay == PREVIEW_DELAY
        desk.rest()
        seen.append(desk.page.opened and desk.page.opened.number)
        return ask(question, then, text)

    desk.dialogs.ask = typing  # type: ignore[assignment]
    desk.dialogs.answers = ["titre:2"]
    desk.do.search.search()
    assert seen[0] == ["Titre 2"] and seen[1] == 1 and seen[2][0].startswith("1 result") and seen[3] == 3


def test_a_search_that_is_not_understood_shows_where(desk: Desk) -> None:
    desk.do.search.show("titre:titre depuis:hiersoir", ArticleFilter())
    (said,) = desk.hears()
    assert "▸" in said and said.index("▸") == len("titre:titre ") and desk.rows.count == 3
    desk.do.search.show("", ArticleFilter())
    assert desk.session.filter.query is None and desk.rows.count == 3 and desk.hears() == []


def test_a_search_is_saved_under_a_name(desk: Desk) -> None:
    desk.do.search.save_search()
    assert "Search with / first" in desk.hears()[0]
    desk.do.search.show("titre:titre", ArticleFilter())
    desk.hears()
    desk.dialogs.answers = ["", "Titres"]
    desk.do.search.save_search()
    assert desk.hears() == []
    desk.do.search.save_search()
    assert desk.dialogs.asked[0] == ("a name for this search", "titre:titre")
    assert desk.hears()[0].startswith("Saved as “Titres”.") and desk.library.searches.parse("titre:titre")
    assert desk.feeds.current and desk.feeds.current.title == "Titres"
    desk.do.lists.open(UNREAD)
    desk.do.search.open(desk.feeds.current)
    assert desk.session.search_text == "titre:titre" and desk.session.filter.unread and desk.rows.count == 3
    quotations = replace(desk.feeds.current, search='dit:"Anne Bec" citation:parole')
    desk.do.search.open(quotations)


# ------------------------------------------------------------ notes, speakers


def test_notes_are_written_on_the_article_a_passage_or_a_quotation_and_removed(desk: Desk) -> None:
    desk.layout.focused_pane = Pane.FEEDS
    done(desk.do.notes.write())
    assert desk.hears() == ["Open an article to write a note on it."]
    desk.layout.focused_pane = Pane.HEADLINES
    desk.dialogs.answers = ["Juste."]
    done(desk.do.notes.write())
    desk.page.point_at(0)
    desk.dialogs.answers = ["Vraiment ?"]
    done(desk.do.notes.write())
    desk.page.marks.selection.begin(an_article(1), 0)
    desk.dialogs.answers = [None]
    done(desk.do.notes.write())
    assert [question for question, _text in desk.dialogs.asked] == [
        "your note on this article; empty removes it",
        "your note on what Anne Bec says; empty removes it",
        "your note on this passage; empty removes it",
    ]
    assert sorted(note.text for note in desk.library._store.notes.of(1)) == ["Juste.", "Vraiment ?"]
    assert [said.split(".")[0] for said in desk.hears()] == ["Note saved"] * 2
    desk.page.marks.selection.clear()
    desk.page.point_at(-1)
    desk.dialogs.answers = [""]
    done(desk.do.notes.write())
    assert desk.hears() == ["Removed."] and desk.dialogs.asked[-1][1] == "Juste."
    desk.dialogs.answers = [""]
    done(desk.do.notes.write())
    assert desk.hears() == [] and len(desk.library._store.notes.of(1)) == 1


def test_a_passage_is_highlighted_and_highlighted_no_more(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    desk.do.notes.highlight()
    assert "selects a passage to highlight" in desk.hears()[0]
    desk.page.point_at(0)
    for said, count in (("Highlighted. M removes it.", 1), ("Removed.", 0)):
        desk.do.notes.highlight()
        (heard,) = desk.hears()
        assert heard.split(" ")[0] == said.split(" ")[0] and len(desk.library._store.notes.of(1)) == count
    desk.dialogs.answers = ["Vraiment ?"]
    done(desk.do.notes.write())
    desk.hears()
    desk.do.notes.highlight()
    assert "already a note here" in desk.hears()[0] and len(desk.library._store.notes.of(1)) == 1


def test_who_says_a_quotation_is_put_right_and_taken_back(desk: Desk) -> None:
    desk.do.correction.choose_speaker()
    assert "to say who says it" in desk.hears()[0] and not desk.dialogs.shown
    done(desk.do.navigation.open_current())
    desk.dialogs.answers = [("Ida Roc", SpeakerType.PERSON), ("", None), None]
    for name, said in (
        ("Ida Roc", "— Ida Roc: kept as you say. U undoes."),
        ("", "Nobody that can be told: kept as you say. U undoes."),
        ("", ""),
    ):
        desk.do.correction.choose_speaker()
        assert desk.library._store.quotations.of(1)[0].speaker == name
        assert desk.page.current and desk.page.current.speaker == name, "the page says so, too"
        assert desk.hears() == [said] * bool(said)
    assert {"Anne Bec", "Yann Tregor"} <= set(desk.dialogs.shown[0][1])
    desk.layout.focused_pane = Pane.QUOTES
    desk.quotes.point_at(1)
    desk.do.correction.choose_speaker()
    assert desk.page.current_quotation == 1 and desk.dialogs.shown[-1][0].speaker == "Yann Tregor"
    desk.library._store.database.write("DELETE FROM article WHERE id = 1")
    desk.dialogs.answers = [("Ida Roc", None)]
    desk.do.correction.choose_speaker()
    assert desk.hears() == ["This article is no longer in the library."]


def test_why_a_quotation_is_somebodys_is_shown_and_shown_no_longer(desk: Desk) -> None:
    desk.do.correction.show_evidence()
    assert "to see why" in desk.hears()[0]
    done(desk.do.navigation.open_current())
    desk.layout.width = 80
    desk.layout.focused_pane = Pane.QUOTES
    desk.do.correction.show_evidence()
    assert desk.page.marks.evidence and desk.page.current_quotation == 0 and len(desk.said) == 1
    assert desk.layout.focused_pane is Pane.ARTICLE and "lets you say who" not in desk.said[0]
    desk.do.correction.show_evidence()
    assert desk.page.marks.evidence is None and desk.said == []
    desk.dialogs.answers = [("", None)]
    desk.do.correction.choose_speaker()
    desk.hears()
    desk.do.correction.show_evidence()
    assert "lets you say who" in desk.said[0]


# ------------------------------------------------------------ the page


def test_the_text_is_as_wide_as_one_wants_within_bounds(desk: Desk) -> None:
    desk.do.page.change_width(1)
    assert desk.page.text_width == desk.comments.width == 74 and desk.library.state("text_width") == "74"
    assert desk.hears() == ["Text width: 74 columns."]
    desk.do.page.change_width(-2)
    assert desk.page.text_width == 66
    desk.do.page.change_width(-100)
    assert desk.page.text_width == NARROWEST
    desk.do.page.change_width(100)
    assert desk.page.text_width == WIDEST


def test_words_are_found_in_the_page_or_it_stays_where_it_was(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    desk.page.top = (4, 0)
    for typed, said, top in (
        ("suite", ["30 matches: n next, N previous."], (9, 0)),
        ("numéro", ["1 match."], (9, 0)),
        ("girafe", ["“girafe” does not occur in this article."], (4, 0)),
        ("", [], (4, 0)),
        (None, [], (4, 0)),
    ):
        desk.page.top = (4, 0)
        desk.dialogs.answers, desk.dialogs.typed = [typed], ["su", " "]
        desk.do.page.find()
        assert desk.hears() == said and desk.page.top == top
    assert desk.page.marks.found == []


def test_a_live_page_is_sorted_as_one_wants_and_marks_what_came_since(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    desk.do.page.sort_updates()
    assert desk.hears() == ["Not a live page: nothing to sort."]
    desk.page.is_live = True
    for oldest, said in ((True, "In chronological order."), (False, "Newest first.")):
        desk.do.page.sort_updates()
        assert desk.page.setting.oldest_first is oldest and desk.hears() == [said]
    desk.do.page.sort_updates()
    desk.page.typeset(oldest_first=False)
    assert desk.page.opened
    desk.page.opened = replace(desk.page.opened, visited=NOW)
    desk.do.page.mark_updates()
    assert (desk.page.setting.oldest_first, desk.page.setting.since) == (True, NOW)
    desk.page.is_live = False
    desk.do.page.mark_updates()
    assert (desk.page.setting.oldest_first, desk.page.setting.since) == (False, None)


def test_a_live_page_that_is_opened_has_been_visited(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    assert desk.library._store.positions.visited(1) is None
    desk.page.is_live = True
    done(desk.do.reading.open(1))
    assert desk.library._store.positions.visited(1)


def test_what_an_outlet_changed_is_shown_the_newest_first(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    desk.do.page.show_revisions()
    assert desk.hears()[-1] == "No revisions recorded."
    store = desk.library._store
    number = store.articles.put_entry(1, an_article(30), "s", NOW)
    for hours in range(3):
        text = Text(f"Un mot plus fort, à {hours} heures.")
        changed = an_article(30, blocks=(Block(BlockType.PARAGRAPH, text),))
        store.articles.put_text(number, changed, NOW + timedelta(hours=hours))
    done(desk.do.reading.open(number))
    desk.do.page.show_revisions()
    moments = [moment for moment, _pieces in desk.dialogs.shown[0]]
    assert len(moments) >= 2 and moments == sorted(moments, reverse=True)


# ------------------------------------------------------------ sending, rules


@pytest.fixture
def sending(library_file: Path, tmp_path: Path) -> Iterator[Desk]:
    fill(library_file, 3)
    desk = Desk(library_file, send=("wallabag", "readeck"), epub_folder=str(tmp_path))
    yield desk
    desk.library.close()


def test_an_article_is_sent_where_one_says(sending: Desk) -> None:
    desk = sending
    desk.rows.chosen = {1, 2}
    desk.dialogs.answers = ["2"]
    desk.do.sharing.share()
    assert desk.dialogs.asked[0][0] == "send to: 1 wallabag · 2 readeck · 3 epub"
    assert desk.helper.asked == [SendArticle(1, "readeck"), SendArticle(2, "readeck")] and not desk.rows.chosen
    assert desk.hears() == ["Sending 2 articles to readeck…"]
    desk.dialogs.answers = ["wall", "ailleurs", "", None]
    for said in (
        ["Sending 1 article to wallabag…"],
        ["Unknown destination. Available: 1 wallabag · 2 readeck · 3 epub."],
        [],
        [],
    ):
        desk.do.sharing.share()
        assert desk.hears() == said


def test_a_book_is_written_where_one_says_and_never_unasked(sending: Desk, tmp_path: Path) -> None:
    desk = sending
    desk.dialogs.answers = ["epub", None]
    desk.do.sharing.share()
    offered = Path(desk.dialogs.asked[-1][1])
    assert offered.parent == tmp_path and offered.suffix == ".epub" and not offered.exists()
    desk.rows.chosen = {1, 2}
    desk.dialogs.answers = ["3", str(tmp_path / "mer.epub")]
    desk.do.sharing.share()
    assert desk.hears() == ["Creating the EPUB…", f"2 articles are in {tmp_path}/mer.epub."]
    assert (tmp_path / "mer.epub").exists() and not desk.rows.chosen


def test_without_a_service_it_is_a_book_at_once(desk: Desk) -> None:
    desk.do.sharing.share()
    assert [question.split(";")[0] for question, _text in desk.dialogs.asked] == ["the EPUB file to write"]
    desk.layout.focused_pane, desk.layout.width = Pane.FEEDS, 80
    desk.do.sharing.share()
    assert len(desk.dialogs.asked) == 1


def test_a_rule_is_made_of_a_search_step_by_step_and_removed(desk: Desk) -> None:
    desk.do.rules.open()
    assert "No rules yet" in desk.hears()[0]
    desk.do.search.show("titre:1", ArticleFilter())
    desk.hears()
    desk.dialogs.answers = ["voler", "save", "Phare", False, "save", "Phare", True]
    desk.do.rules.open()
    assert desk.dialogs.asked[1][1] == "voler" and len(desk.dialogs.told) == 1, "what was typed can be put right"
    assert desk.dialogs.asked[2] == ("a name for this rule", "titre:1") and not desk.library.rules.all()
    desk.do.rules.open()
    (rule, many, found) = desk.dialogs.shown[-1]
    assert (rule.name, rule.query, rule.actions) == ("Phare", "titre:1", ("save",))
    assert (many, found) == ("1", ["Titre 1"])
    assert desk.hears()[-1].startswith("Rule “Phare” added.")
    desk.do.lists.open(ArticleFilter())
    (kept,) = desk.library.rules.all()
    desk.dialogs.answers = [None, ("show", kept), ("delete", kept)]
    for _time in range(2):
        desk.do.rules.open()
    assert desk.session.search_text == 'rule:"Phare"'
    desk.do.lists.open(ArticleFilter())
    desk.do.rules.open()
    assert not desk.library.rules.all() and "Rule “Phare” removed" in desk.hears()[-1]


@pytest.mark.parametrize("answers", [[None], ["save", None], ["save", ""]])
def test_a_rule_that_is_given_up_is_none(desk: Desk, answers: list[Any]) -> None:
    desk.dialogs.answers = answers
    desk.do.rules.make("titre:1")
    assert not desk.library.rules.all() and not desk.dialogs.shown


# ------------------------------------------------------------ the next start


def again(desk: Desk) -> Desk:
    return Desk(desk.library.path, begun=False)


def test_one_stands_where_one_was_after_leaving(desk: Desk) -> None:
    desk.do.lists.open(replace(UNREAD, order=SortOrder.OLDEST))
    desk.rows.put(1, 4)
    done(desk.do.navigation.open_current())
    done(desk.do.navigation.toggle_side("quotes"))
    desk.layout.zen = True
    desk.session.folded = frozenset({"Mer"})
    desk.do.session.leave()
    other = again(desk)
    done(other.do.session.restore())
    assert other.session.filter == replace(UNREAD, order=SortOrder.OLDEST) and other.session.folded == {"Mer"}
    assert (other.rows.cursor, other.rows.line) == (1, 4)
    assert other.page.opened and desk.page.opened and other.page.opened.number == desk.page.opened.number
    assert (other.layout.focused_pane, other.layout.side, other.layout.zen) == (Pane.QUOTES, Pane.QUOTES, True)
    other.library.close()


def test_after_a_crash_the_list_stands_there_and_no_article(desk: Desk) -> None:
    desk.do.lists.open(UNREAD)
    desk.rows.put(1, 4)
    done(desk.do.navigation.open_current())
    desk.do.session.keep()
    for starts in range(2):
        other = again(desk)
        other.page.open(None)
        done(other.do.session.restore())
        assert other.session.filter == UNREAD and other.page.opened is None, starts
        assert (other.rows.cursor, other.layout.focused_pane) == (1, Pane.HEADLINES)
        other.library.close()
    # One that was left well without an article having been shown is as careful still; then no more.
    for shown in (False, True):
        other = again(desk)
        done(other.do.session.restore())
        if shown:
            done(other.do.reading.show(1))
        other.do.session.leave()
        assert SavedSession.from_json(other.library.state("session")).left is shown
        other.library.close()


@pytest.mark.parametrize("pane", [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE])
def test_without_an_article_one_is_in_a_list(desk: Desk, pane: Pane) -> None:
    desk.session.open_article = 0
    desk.layout.focused_pane = pane
    desk.do.session.leave()
    kept = SavedSession.from_json(desk.library.state("session"))
    assert (kept.pane, kept.article, kept.side) == (Pane.FEEDS if pane is Pane.FEEDS else Pane.HEADLINES, 0, None)
    other = again(desk)
    done(other.do.session.restore())
    assert other.layout.focused_pane is kept.pane
    other.library.close()


def test_a_session_is_written_when_another_list_is_shown_and_not_for_each_row(desk: Desk) -> None:
    written: list[str] = []
    set_state = desk.library.set_state

    def write(name: str, value: str) -> None:
        written.append(name)
        set_state(name, value)

    desk.library.set_state = write  # type: ignore[method-assign]
    kept = []
    for number, unread in ((0, False), (1, False), (1, True), (1, True)):
        if unread is not desk.session.filter.unread:
            desk.do.lists.open(UNREAD)
        desk.rows.go(number)
        desk.do.session.keep()
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
def test_a_list_that_is_gone_is_that_of_all_articles(desk: Desk, saved: ArticleFilter, shown: ArticleFilter) -> None:
    with closing(Store(desk.library.path)) as store:
        store.feeds.add("https://y.example/f", "Large", "Mer")
    desk.session.last_visit = 77
    done(desk.do.session.restore(SavedSession(filter=saved)))
    assert desk.session.filter == shown


def test_a_search_stands_there_again_unless_it_is_understood_no_more(desk: Desk) -> None:
    done(desk.do.session.restore(SavedSession(search_text="titre:2", cursor=Cursor(3))))
    assert desk.rows.titles == ["Titre 2"] and desk.session.search_text == "titre:2"
    done(desk.do.session.restore(SavedSession(search_text="depuis:hiersoir")))
    assert desk.rows.count == 3 and desk.session.search_text == ""
