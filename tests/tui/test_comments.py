"""The comment pane: folding, walking, what is new, searching; and the reader's own notes beside it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.config import Config
from newsreader.library.core import Library
from newsreader.library.messages.events import ArticleStored
from newsreader.library.messages.requests import FindDiscussions, RefreshComments
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.comment import Comment, CommentSource, CommentState, Thread
from newsreader.model.text import Text
from newsreader.store.store import Store
from newsreader.tui.layout import Pane
from tests.tui.reader import NOW, fill, opened

OLD, YOUNG = NOW - timedelta(hours=5), NOW - timedelta(minutes=1)


def with_thread(path: Path, comments: tuple[Comment, ...]) -> int:
    """The small library, its first article with these comments, visited an hour ago."""
    fill(path)
    store = Store(path)
    number = store.articles.find("x:0") or 0
    article = store.articles.load(number)
    assert article
    thread = Thread(
        CommentState.OPEN, comments=comments, url=article.url, source=CommentSource.WORDPRESS, feed="http://x/"
    )
    parse_and_store(store, number, replace(article, thread=thread), NOW)
    store.articles.mark_comments_seen(number, NOW - timedelta(hours=1))
    store.articles.put_thread(number, thread, datetime.now(UTC))
    store.close()
    return number


def a_thread() -> tuple[Comment, ...]:
    return (
        Comment("1", "Ida", (Text("Le quai est beau."),), OLD, score=3, arrived=OLD),
        Comment("2", "Noé", (Text("> Le quai"), Text("Je ne trouve pas.")), OLD, parent="1", score=9, arrived=OLD),
        Comment("3", "Zoé", (Text("Et le phare ?"),), YOUNG, parent="2", arrived=YOUNG),
        Comment("4", "Léo", (Text("Autre chose."),), OLD, arrived=OLD),
    )


async def test_answers_fold_away_and_come_back(library_file: Path) -> None:
    with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        assert "[4 +1]" in reader.sees()
        await reader.press("enter", "c")
        assert "4 comments · 1 new" in reader.sees() and "Et le phare" in reader.sees()
        await reader.press("z")
        assert "2 replies collapsed (1 new)" in reader.sees() and "Et le phare" not in reader.sees()
        assert "Le quai est beau" in reader.sees() and "Autre chose" in reader.sees()
        await reader.press("Z")
        assert "Et le phare" in reader.sees()
        await reader.press("Z")
        assert "Et le phare" not in reader.sees() and "Autre chose" in reader.sees()
        assert RefreshComments(1) not in reader.helper.asked  # they were read a moment ago


async def test_comments_shown_between_two_layouts_fill_their_pane(library_file: Path) -> None:
    with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        await reader.press("enter", "c", "c")
        screen = reader.screen
        screen.comments.show()  # as when they are read anew meanwhile
        await screen.controllers.navigation.toggle_side("comments")
        # Someone asks where the pane is after it is shown and before the layout: Textual then sends it no resize.
        screen._compositor._full_map_invalidated = True
        assert screen.comments.region.width
        await reader.press("j", "k")
        assert "Je ne trouve pas." in reader.sees()


async def test_one_walks_from_comment_to_comment(library_file: Path) -> None:
    with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        await reader.press("enter", "c", "w", "j", "j")
        pane = reader.screen.comments
        assert pane.here == "3"
        await reader.press("u")
        assert pane.here == "2"
        await reader.press("J")
        assert pane.here == "4"
        await reader.press("N")
        assert pane.here == "1"
        await reader.press("e")
        assert pane.here == "3"
        await reader.press("g", "G")
        assert pane.here == "4"
        await reader.press("k")
        assert pane.here == "3"
        await reader.press("enter")  # nobody answered this one: its parent folds
        assert pane.here == "2" and "Et le phare" not in reader.sees()
        await reader.press("s", "s", "s")
        assert [row.comment.id for row in pane.shown.rows] == ["2", "1", "4", "3"]


async def test_words_are_found_in_the_comments(library_file: Path) -> None:
    with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        await reader.press("enter", "c", "w", "slash", *"phare", "enter")
        assert reader.screen.comments.here == "3" and "1 comment contains" in reader.sees()
        await reader.press("slash", *["backspace"] * 5, "enter", "n")
        assert reader.screen.comments.here == "4"


async def test_what_was_seen_is_new_no_more_and_old_threads_are_read_anew(library_file: Path) -> None:
    number = with_thread(library_file, a_thread())
    store = Store(library_file)
    article = store.articles.load(number)
    assert article
    store.articles.put_thread(number, article.thread, NOW - timedelta(hours=3))
    store.close()
    async with opened(library_file) as reader:
        await reader.press("enter", "c")
        assert RefreshComments(number) in reader.helper.asked
        assert reader.library.headlines_of([number])[number].new_comments == 0
        assert "1 new" in reader.sees()  # it stays marked while one reads


async def test_before_others_are_asked_who_discuss_an_article_it_is_said_once_what_that_tells_them(
    library_file: Path,
) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "D")
        assert "sends the article's address to" in reader.sees()
        assert FindDiscussions(1) not in reader.helper.asked
        await reader.press("D")
        assert reader.helper.asked[-1] == FindDiscussions(1)
    async with opened(library_file) as reader:
        await reader.press("enter", "D")
        assert reader.helper.asked[-1] == FindDiscussions(1)


async def test_comments_are_laid_out_once_somebody_comes_to_them_and_are_the_article_s_own(library_file: Path) -> None:
    with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        pane = reader.screen.comments
        await reader.press("enter")
        assert not pane.shown.rows
        await reader.press("escape", "j", "enter", "c")
        assert [row.comment.author for row in pane.shown.rows] == ["Ida"] and "Je confirme." in reader.sees()
        await reader.press("c", "escape", "k", "enter", "c", "w", "j")
        assert pane.here == "2" and "Je ne trouve pas." in reader.sees()


async def test_a_thousand_comments_open_as_quickly_as_ten(library_file: Path) -> None:
    many = tuple(
        Comment(str(n), f"L{n}", (Text(f"Mot {n} " + "de plus " * 60),), OLD, parent=str(n - n % 7))
        for n in range(1000)
    )
    with_thread(library_file, many)
    async with opened(library_file) as reader:
        await reader.press("enter", "c")
        pane = reader.screen.comments

        # What is laid out before the screen answers does not grow with the thread.
        pane.open(0, replace(pane.shown.thread, count=1000))
        assert len(pane.shown.rows) == 1000 and len(pane.page.lines) < 70 * 20
        await reader.press("G")
        while not pane.page.is_whole:
            await reader.settled()
        await reader.settled()
        assert "Mot 999" in reader.sees()


async def test_a_note_on_a_passage_is_shown_listed_and_survives_the_article(library_file: Path) -> None:
    number = with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        await reader.press("enter", "v", "j", "j", "a", *"Juste", "enter")
        await reader.press("c")
        assert "My note" in reader.sees() and "Juste" in reader.sees() and "1 note" in reader.sees()
        (note,) = reader.library.notes.all("JUSTE")
        assert note.quote.startswith("Titre 0\nUn chapo.") and note.article == number
        await reader.press("c", "comma", "M")
        marked = reader.library.notes.all()[0]
        assert (marked.quote, marked.speaker, marked.text) == (
            "Parole numéro 0 de cette longue journée",
            "Anne Bec",
            "",
        )
        await reader.press("M")
        assert len(reader.library.notes.all()) == 1
    store = Store(library_file)
    article = store.articles.load(number)
    assert article
    parse_and_store(store, number, replace(article, title="Un autre titre"), NOW)
    store.close()
    async with opened(library_file) as reader:
        await reader.press("enter", "c")
        assert "passage is no longer in the article" in reader.sees()
    store = Store(library_file)
    store.feeds.remove(store.feeds.all()[0].id)
    store.close()
    library = Library(library_file)
    assert [n.text for n in library.notes.all()] == ["Juste"] and library.open(number)
    library.close()


async def test_what_changed_since_one_read_it_is_said_and_shown(library_file: Path) -> None:
    number = with_thread(library_file, a_thread())
    store = Store(library_file)
    store.undo.set_flag([number], "read", True, "lu", NOW - timedelta(hours=1))
    article = store.articles.load(number)
    assert article
    parse_and_store(store, number, replace(article, title="Titre tout neuf"), NOW)
    store.close()
    async with opened(library_file) as reader:
        await reader.press("enter")
        assert "Changed since you read it" in reader.sees()
        await reader.press("V")
        assert "Titre [-0-] {+tout neuf+}" in reader.sees()
        await reader.press("escape", "q", "j", "enter", "V")
        assert "o revisions recorded" in reader.sees()


async def test_what_changed_before_one_read_it_is_not_said(library_file: Path) -> None:
    number = with_thread(library_file, a_thread())
    store = Store(library_file)
    article = store.articles.load(number)
    assert article
    parse_and_store(store, number, replace(article, title="Un autre titre"), NOW - timedelta(minutes=1))
    store.undo.set_flag([number], "read", True, "lu", NOW)
    store.close()
    async with opened(library_file) as reader:
        await reader.screen.controllers.reading.open(number)
        await reader.settled()
        assert reader.screen.article.opened and reader.screen.article.opened.changed
        assert "Changed since" not in reader.sees()


async def test_notes_move_with_their_passage_and_an_empty_text_takes_them_away(library_file: Path) -> None:
    with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        await reader.press("enter", "comma", "a", *"Vrai", "enter")
        await reader.press("a")
        assert "Vrai" in reader.sees()
        await reader.press(*["backspace"] * 4, "enter")
        assert reader.library.notes.all() == [] and reader.focused() is Pane.ARTICLE


async def test_what_is_undone_in_an_article_is_gone_from_it_and_another_one_stays_as_it_is(library_file: Path) -> None:
    with_thread(library_file, a_thread())
    async with opened(library_file) as reader:
        await reader.press("j", "enter", "a", *"Vrai", "enter")
        reading = reader.screen.article.opened
        assert reading and [note.text for note in reading.notes] == ["Vrai"]
        reader.screen.controllers.reading.article_changed(reading.number - 1)
        assert reader.screen.article.opened is reading
        await reader.press("U")
        reading = reader.screen.article.opened
        assert reading and reading.notes == ()


async def test_before_an_address_is_sent_the_key_in_force_is_asked_for_again(library_file: Path) -> None:
    fill(library_file)
    config = Config(library=library_file, keys={"discussions": "ctrl+o", "next-quote": "ctrl+n"})
    async with opened(library_file, config=config) as reader:
        await reader.press("exclamation_mark")
        assert "a quotation with Ctrl+n to" in reader.sees()
        await reader.press("enter", "ctrl+o")
        assert "Ctrl+o again confirms" in reader.sees()
        assert not any(isinstance(request, FindDiscussions) for request in reader.helper.asked)


async def test_without_comments_the_keys_lead_elsewhere_until_there_are_some(library_file: Path) -> None:
    number = with_thread(library_file, ())
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("enter", "c")
        line = reader.sees().splitlines()[-1]
        assert "D discussions elsewhere" in line and "c close" in line and "thread" not in line and "%" not in line
        store = Store(library_file)
        thread = Thread(CommentState.OPEN, comments=a_thread(), source=CommentSource.WORDPRESS, feed="http://x/")
        store.articles.put_thread(number, thread, datetime.now(UTC))
        store.close()
        reader.receive(ArticleStored(number))
        await reader.settled()
        line = reader.sees().splitlines()[-1]
        assert "n next thread" in line and "%" in line
