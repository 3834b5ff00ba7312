"""What stands out in an open article: passages selected, words found, and what a note would be about."""

from dataclasses import replace

from newsreader.library.evidence import Evidence
from newsreader.library.open_article import OpenArticle
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.note import Note
from newsreader.model.query import Term
from newsreader.model.quotation import TITLE, Quotation
from newsreader.model.text import Text
from newsreader.tui.article_marks import ArticleMarks, Selection, note_on
from tests.tui.test_panes import headline

ARTICLE = Article(
    "https://x.example/1",
    "x:1",
    "Le pont rouvre",
    outlet="Essai",
    blocks=(
        Block(BlockType.PARAGRAPH, Text("Le pont est beau.")),
        Block(BlockType.IMAGE, Text("")),
        Block(BlockType.PARAGRAPH, Text("Un autre pont suivra.")),
    ),
)
QUOTATION = Quotation(2, 3, 8, "autre", speaker="Ida Roc")
OPEN = OpenArticle(1, headline(1), ARTICLE, (QUOTATION,))


def test_a_selection_grows_and_shrinks_by_paragraphs_that_have_words() -> None:
    selection = Selection()
    assert selection.extend(ARTICLE, 1) is None and list(selection.span()) == []
    selection.begin(ARTICLE, 1)
    assert selection.blocks == (2, 2)
    assert selection.extend(ARTICLE, 1) is None and selection.blocks == (2, 2)
    assert selection.extend(ARTICLE, -1) == 0 and list(selection.span()) == [0, 1, 2]
    assert selection.extend(ARTICLE, 1) == 2 and list(selection.span()) == [2]
    selection.clear()
    assert selection.blocks is None
    selection.begin(ARTICLE, -99)
    assert selection.blocks == (TITLE, TITLE)


def test_words_are_gone_through_one_after_the_other_and_no_further() -> None:
    marks = ArticleMarks()
    marks.find(ARTICLE, [Term("pont")], by_search=True)
    assert [place[0] for place in marks.found] == [TITLE, 0, 2] and marks.by_search
    assert marks.next_match(1) == (TITLE, 3, 7) and marks.next_match(-1) is None and marks.match == 0
    assert marks.next_match(1) == (0, 3, 7) and marks.next_match(1) and marks.next_match(1) is None and marks.match == 2
    assert marks.next_match(-1) == (0, 3, 7)
    marks.find(None, [Term("pont")], by_search=False)
    assert not marks.found and not marks.by_search and marks.next_match(1) is None


def test_each_mark_says_what_it_is() -> None:
    marks = ArticleMarks(found=[(0, 3, 7)], aloud=(2, 0, 21))
    marks.evidence = Evidence("Ida Roc.", cue=(2, 9, 13), mention=(0, 0, 2))
    marks.selection.begin(ARTICLE, 2)
    note = Note(4, 1, "", quote="Le pont est beau.", block=0, stop=17)
    assert list(marks.passages(replace(OPEN, notes=(note,)))) == [
        (0, 3, 7, "match"),
        (2, 0, 21, "match"),
        (0, 0, 2, "mention"),
        (2, 9, 13, "cue"),
        (0, 0, 17, "noted"),
        (2, 0, 21, "selected"),
    ]
    assert list(ArticleMarks().passages(OPEN)) == []


def test_a_note_is_on_the_selection_else_the_quotation_else_the_article() -> None:
    whole = note_on(OPEN, Selection(), None)
    assert (whole.id, whole.article, whole.quote, whole.speaker, whole.title) == (0, 1, "", "", "Le pont rouvre")
    said = note_on(OPEN, Selection(), QUOTATION)
    assert (said.quote, said.speaker, said.block, said.start, said.stop) == ("autre", "Ida Roc", 2, 3, 8)
    chosen = note_on(OPEN, Selection((2, 0)), QUOTATION)
    assert (chosen.quote, chosen.speaker, chosen.block, chosen.stop) == (
        "Le pont est beau.\nUn autre pont suivra.",
        "",
        0,
        17,
    )


def test_a_note_that_is_there_already_comes_with_its_words() -> None:
    first, last = (Note(n, 1, text, quote="autre", block=2) for n, text in ((4, "Juste"), (5, "Très juste")))
    beside = Note(6, 1, "Ailleurs", quote="autre", block=0)
    assert note_on(replace(OPEN, notes=(first, last, beside)), Selection(), QUOTATION) is last
