"""Plain text, Markdown, dates and citations."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.quotation import Quotation
from newsreader.model.text import Role, Span, Text
from newsreader.render.citation import cite
from newsreader.render.comments import status_text, thread_lines
from newsreader.render.dates import day, moment, short
from newsreader.render.html import html_article
from newsreader.render.markdown import escape, markdown_article, markdown_text
from newsreader.render.page import Page
from newsreader.render.plain import plain_article

WHEN = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
ARTICLE = Article(
    url="https://x.example/a",
    id="a",
    title="Le *quai*",
    outlet="franceinfo",
    published=WHEN,
    language="fr",
    blocks=(
        Block(BlockType.PARAGRAPH, Text("Un lien ici.", (Span(3, 7, Role.LINK, "https://x.example/(b)"),))),
        Block(BlockType.PULL_QUOTE, Text('"On compose."'), attribution="Yann Tregor", circumstance="à franceinfo"),
        Block(BlockType.RELATED, Text("Le phare"), url="https://x.example/phare"),
    ),
    thread=Thread(CommentState.SIGN_IN, "Connectez-vous."),
)


def test_plain_text_is_in_reading_order() -> None:
    text = plain_article(ARTICLE, "fr")
    order = [
        "Le *quai*",
        "franceinfo ·",
        "Un lien ici.",
        "— Yann Tregor à franceinfo",
        ">> Le phare",
        "Connectez-vous.",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_markdown_says_the_same_and_means_nothing_else() -> None:
    text = markdown_article(ARTICLE, "fr")
    assert text.startswith("# Le \\*quai\\*\n")
    assert "Un [lien](https://x.example/%28b%29) ici." in text
    assert '> "On compose."\n>\n> — Yann Tregor à franceinfo' in text


def test_a_quotation_of_several_paragraphs_is_signed_once_under_the_last() -> None:
    said = [
        Block(BlockType.PULL_QUOTE, Text(words), attribution="Yann Tregor") for words in ("On part.", "On revient.")
    ]
    text = markdown_article(replace(ARTICLE, blocks=tuple(said)), "fr")
    assert text.endswith("> On part.\n\n> On revient.\n>\n> — Yann Tregor\n")


@given(st.text(alphabet="ab*_[]`<>\\ ", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_markdown_loses_no_word_whatever_the_spans(value: str, ends: list[tuple[int, int]]) -> None:
    spans = tuple(
        Span(min(e), min(max(e), len(value)), Role.STRONG) for e in sorted(ends) if min(e) < min(max(e), len(value))
    )
    out = markdown_text(Text(value, spans))
    assert out.replace("**", "").replace("\\", "").replace("*", "") == escape(value).replace("\\", "").replace("*", "")


def test_dates_are_in_the_readers_language() -> None:
    assert moment(WHEN, "fr") == "vendredi 20 novembre 2026 à 10 h 05" or ":05" in moment(WHEN, "en")
    assert day(datetime(2026, 5, 1, 12, tzinfo=UTC), "fr") == "1er mai 2026"
    assert short(WHEN, WHEN, "fr").endswith(":05")
    assert short(WHEN, datetime(2026, 11, 23, 12, tzinfo=UTC), "en") == "20 Nov"
    assert short(WHEN, datetime(2030, 1, 1, tzinfo=UTC), "en") == "11/2026"


def test_a_citation_has_words_speaker_outlet_date_and_address() -> None:
    quotation = Quotation(0, 0, 11, "On compose.", speaker="Yann Tregor")
    assert cite(quotation, ARTICLE, "fr") == (
        "«\u00a0On compose.\u00a0» — Yann Tregor, franceinfo, 20 novembre 2026, https://x.example/a"
    )
    nobody = Quotation(0, 0, 11, "On compose.")
    assert cite(nobody, ARTICLE, "fr").startswith("«\u00a0On compose.\u00a0» — franceinfo,")


def test_nothing_of_an_article_runs_in_its_page() -> None:
    blocks = (
        Block(BlockType.PARAGRAPH, Text("Ici </style><script>x</script>", (Span(0, 3, Role.LINK, "javascript:x()"),))),
        Block(BlockType.EMBED, Text("Vidéo"), url=" data:text/html,<script>x</script>"),
        Block(BlockType.IMAGE, Text('"Vue"'), url="https://x.example/v.svg", alt='" onload="x'),
    )
    said = [Quotation(0, 0, 3, "Ici"), Quotation(0, 4, 6, "<s", speaker="<b>Ida</b>")]
    article = replace(ARTICLE, title="</title><script>", url="javascript:y()", blocks=blocks)
    page = html_article(article, said, {}, "en")
    assert "<script" not in page and "javascript:" not in page and "<img" not in page and 'href="' not in page
    assert "default-src 'none'" in page and page.count("</style>") == 1
    assert page.index("&lt;b&gt;Ida") < page.index('<strong class="said">?</strong>')  # nobody is made up for the other


def test_the_comment_pane_says_what_is_known_and_no_more() -> None:
    assert status_text(ARTICLE.thread)[0] == "Connectez-vous."
    assert status_text(Thread(CommentState.NONE)) == ["No comments."]
    assert "that newsreader can read" in status_text(Thread(CommentState.UNKNOWN))[0]
    comments = (Comment("1", "Ida", (Text("Oui."),)), Comment("2", "Noé", (Text("Non."),), parent="1"))
    page = Page(thread_lines(Thread(CommentState.OPEN, count=2, comments=comments), 40)).whole()
    indents = {run.text: line.indent for line in page.lines for run in line.runs if run.text in ("Oui.", "Non.")}
    assert indents == {"Oui.": 0, "Non.": 2}


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_a_thread_with_circles_and_doubles_ends_and_loses_none(pairs: list[tuple[int, int]]) -> None:
    comments = tuple(Comment(str(me), "x", (), parent=str(parent)) for me, parent in pairs)
    walked = [comment.id for _depth, comment in Thread(comments=comments).walk()]
    assert sorted(walked) == sorted({str(me) for me, _parent in pairs})


def test_struck_words_lists_and_code_survive_as_text() -> None:
    blocks = (
        Block(BlockType.PARAGRAPH, Text("Prix : 20 30", (Span(7, 9, Role.STRIKE),))),
        Block(BlockType.LIST, items=(Text("un"), Text("deux")), ordered=True, markers=("5.", "a."), depths=(0, 1)),
        Block(BlockType.CODE, Text("si x:\n    y")),
        Block(BlockType.TABLE, Text("Votes"), rows=(("Nom", "Voix"), ("Bec\nAnne", "7"))),
    )
    article = replace(ARTICLE, blocks=blocks)
    plain, marked = plain_article(article, "fr", 40), markdown_article(article, "fr")
    assert all(words in plain for words in ("Prix : ~~20~~ 30", "5. un\n   a. deux", "si x:\n    y", "Bec Anne\t7"))
    assert all(words in marked for words in ("~~20~~", "5. un\n    - a. deux", "| Bec<br>Anne | 7 |"))
