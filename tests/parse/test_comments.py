"""Comments as each kind of source gives them: a thread, an empty one, a refusal, nonsense, and hostile ones."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.model.comment import AuthorRole, Comment, CommentSource, CommentState, Thread, with_author_roles
from newsreader.model.errors import ParseError
from newsreader.model.text import Role
from newsreader.parse.comments.body import LONGEST, body_of, markdown_body
from newsreader.parse.comments.detect import READERS, read_part, source_of
from newsreader.parse.comments.page import read_comment_feed
from newsreader.parse.comments.response import Part
from newsreader.parse.feeds import read_feed
from newsreader.parse.page import parse_page
from newsreader.render.comments import flatten, thread_lines
from newsreader.render.page import Page

REAL = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "franceinfo" / "comments"
AT = "https://x.example/a"
WHEN = "2026-11-20T10:00:00"


def _wordpress(n: int, parent: int) -> dict[str, Any]:
    body = {"rendered": f"<p>Mot {n}</p>"}
    return {
        "id": n,
        "parent": parent,
        "author_name": f"Lecteur {n}",
        "date_gmt": WHEN,
        "content": body,
        "type": "comment",
    }


#: One answer of each kind with two comments, the second under the first, written by hand.
ANSWERS: dict[str, Any] = {
    "wordpress": [_wordpress(1, 0), _wordpress(2, 1), {**_wordpress(3, 0), "type": "pingback"}],
    "discourse": {
        "posts_count": 3,
        "post_stream": {
            "posts": [
                {
                    "id": 10,
                    "post_number": 1,
                    "cooked": "<small>This is a companion discussion topic for the original entry</small>",
                },
                {
                    "id": 11,
                    "post_number": 2,
                    "username": "Lecteur 1",
                    "cooked": "<p>Mot 1</p>",
                    "created_at": f"{WHEN}Z",
                },
                {
                    "id": 12,
                    "post_number": 3,
                    "username": "Lecteur 2",
                    "cooked": "<p>Mot 2</p>",
                    "created_at": f"{WHEN}Z",
                }
                | {"reply_to_post_number": 2, "moderator": True},
            ],
            "stream": [10, 11, 12],
        },
    },
    "isso": {
        "total_replies": 1,
        "replies": [
            {
                "id": 1,
                "parent": None,
                "author": "Lecteur 1",
                "text": "<p>Mot 1</p>",
                "created": 1795168800.0,
                "likes": 3,
            }
            | {"dislikes": 1, "replies": [{"id": 2, "parent": 1, "author": "Lecteur 2", "text": "<p>Mot 2</p>"}]}
        ],
    },
    "lemmy": {
        "comments": [
            {
                "comment": {"id": n, "content": f"Mot {n}", "path": path, "published": f"{WHEN}Z"},
                "creator": {"name": f"Lecteur {n}"},
                "counts": {"score": n},
            }
            for n, path in ((1, "0.1"), (2, "0.1.2"))
        ]
    },
    "mastodon": {
        "ancestors": [],
        "descendants": [
            {"id": "1", "in_reply_to_id": "99", "account": {"acct": "Lecteur 1"}, "content": "<p>Mot 1</p>"},
            {"id": "2", "in_reply_to_id": "1", "account": {"acct": "Lecteur 2"}, "content": "<p>Mot 2</p>"},
        ],
    },
    "hacker-news": {
        "id": 9,
        "children": [
            {"id": 1, "author": "Lecteur 1", "text": "Mot 1", "created_at": f"{WHEN}.000Z", "children": []}
            | {"children": [{"id": 2, "author": "Lecteur 2", "text": "Mot 2", "children": []}]},
            {"id": 3, "author": None, "text": None, "children": []},
        ],
    },
    "lobsters": {
        "comment_count": 2,
        "comments": [
            {"short_id": "1", "comment": "<p>Mot 1</p>", "commenting_user": "Lecteur 1", "depth": 0, "score": 4},
            {"short_id": "2", "comment": "<p>Mot 2</p>", "commenting_user": {"username": "Lecteur 2"}, "depth": 1},
        ],
    },
}
EMPTY: dict[str, Any] = {"wordpress": [], "isso": {"replies": []}, "hacker-news": {"children": []}}


def part(kind: str, answer: Any) -> Part:
    return read_part(kind, json.dumps(answer).encode(), AT)


@pytest.mark.parametrize("kind", ANSWERS)
def test_each_source_gives_who_said_what_to_whom(kind: str) -> None:
    comments = part(kind, ANSWERS[kind]).comments
    assert [(c.author, c.body[0].value) for c in comments] == [("Lecteur 1", "Mot 1"), ("Lecteur 2", "Mot 2")]
    assert comments[0].parent == "" and comments[1].parent == comments[0].id
    dated = [c.published for c in comments if c.published]
    assert all(when == datetime(2026, 11, 20, 10, tzinfo=UTC) for when in dated if kind != "isso")


@pytest.mark.parametrize("kind", READERS)
def test_an_empty_answer_has_no_comment_and_nonsense_is_said_or_empty(kind: str) -> None:
    assert part(kind, EMPTY.get(kind, {})).comments == ()
    for nonsense in (
        None,
        3,
        "x",
        [],
        {},
        [1, None],
        {"comments": "x", "post_stream": 3, "children": {}, "replies": [0]},
    ):
        assert part(kind, nonsense).comments == ()
    with pytest.raises(ParseError, match="form"):
        read_part(kind, b"<html>403</html>", AT)


def test_sources_with_pages_say_where_the_next_one_is() -> None:
    page = read_part("wordpress", json.dumps([_wordpress(n, 0) for n in range(1, 101)]).encode(), f"{AT}?post=4&page=1")
    assert page.more == (f"{AT}?post=4&page=2",)
    topic = ANSWERS["discourse"] | {"closed": True}
    topic["post_stream"] = topic["post_stream"] | {"stream": list(range(10, 55))}
    found = read_part("discourse", json.dumps(topic).encode(), "https://forum.example/t/99.json")
    assert found.state is CommentState.CLOSED and found.count == 2 and len(found.more) == 3
    assert found.more[0].startswith("https://forum.example/t/99/posts.json?post_ids[]=13&post_ids[]=14")
    assert found.comments[1].voice is AuthorRole.STAFF


def test_atom_threading_says_where_answers_are_and_what_they_answer() -> None:
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>Carnet</title><id>c</id><entry><id>tag:c,1</id><title>Vent</title><link href="{AT}"/><updated>{WHEN}Z</updated>
<link rel="replies" type="application/atom+xml" href="{AT}/answers.atom" thr:count="2"/></entry></feed>"""
    (entry,) = read_feed(feed.encode(), AT, "application/atom+xml").entries
    assert (entry.comment_feed, entry.comment_count) == (f"{AT}/answers.atom", 2)
    answers = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>R</title><id>r</id>
<entry><id>tag:c,2</id><title>x</title><author><name>Ida</name></author><updated>{WHEN}Z</updated><thr:in-reply-to ref="tag:c,1"/>
<content type="html">&lt;p&gt;Oui.&lt;/p&gt;</content></entry>
<entry><id>tag:c,3</id><title>y</title><author><name>Noé</name></author><updated>2026-11-20T11:00:00Z</updated>
<thr:in-reply-to ref="tag:c,2"/><content type="html">Non.</content></entry></feed>"""
    thread = Thread(comments=read_comment_feed(answers.encode(), AT))
    assert [(depth, c.author) for depth, c in thread.walk()] == [(0, "Ida"), (1, "Noé")]


PAGE = """<html><head><title>T</title>{head}</head><body class="single postid-77"><article><h1>Le vent</h1>
<p>Le vent souffle depuis trois jours sans faiblir sur la côte, et les bateaux restent au port.</p>
<p>Personne ne sait quand il tombera, disent les pêcheurs, qui attendent sur le quai.</p></article>{body}</body></html>"""


@pytest.mark.parametrize(
    ("url", "head", "body", "kind", "address"),
    [
        (
            f"{AT}",
            '<link rel="https://api.w.org/" href="https://x.example/wp-json/"><link rel="shortlink" href="https://x.example/?p=42">',
            "",
            "wordpress",
            "https://x.example/wp-json/wp/v2/comments?post=42&per_page=100&page=1&order=asc",
        ),
        (
            AT,
            '<link rel="https://api.w.org/" href="https://x.example/?rest_route=/">',
            "",
            "wordpress",
            "https://x.example/?rest_route=%2Fwp%2Fv2%2Fcomments&post=77&per_page=100&page=1&order=asc",
        ),
        (
            AT,
            "<script>window.DiscourseEmbed = { discourseUrl: 'https://forum.example/', topicId: '99' };</script>",
            "",
            "discourse",
            "https://forum.example/t/99.json",
        ),
        ("https://f.example/t/le-vent/99/3", '<meta name="generator" content="Discourse 3.5">', "", "discourse", None),
        (
            AT,
            '<script data-isso="//c.example/" src="//c.example/js/embed.min.js"></script>',
            '<section id="isso-thread"></section>',
            "isso",
            "https://c.example/?uri=%2Fa&nested_limit=1000",
        ),
        ("https://l.example/post/12", "<script>window.isoData = {}</script>", "", "lemmy", None),
        ("https://m.example/@ida/1234", "", '<div id="mastodon"></div>', "mastodon", None),
        ("https://news.ycombinator.com/item?id=12", "", "", "hacker-news", "https://hn.algolia.com/api/v1/items/12"),
        ("https://lobste.rs/s/abc123/le_vent", "", "", "lobsters", "https://lobste.rs/s/abc123.json"),
        (
            AT,
            '<script>Coral.createStreamEmbed({ rootURL: "https://coral.example" })</script>',
            '<div id="coral_thread"></div>',
            "coral",
            "https://coral.example/api/story/count?url=https%3A%2F%2Fx.example%2Fa",
        ),
        (AT, "", "<p>Rien</p>", "", None),
    ],
)
def test_a_page_names_its_source(url: str, head: str, body: str, kind: str, address: str | None) -> None:
    thread = parse_page(PAGE.format(head=head, body=body), url).thread
    assert thread.source == CommentSource(kind)
    assert address is None or thread.feed == address


def test_a_story_elsewhere_is_known_by_its_address_alone() -> None:
    assert source_of("https://example.org/item?id=12") is None and source_of("https://news.ycombinator.com/") is None
    assert source_of("https://lobste.rs/u/ida") is None


def test_schema_org_comments_are_read_in_json_and_in_markup() -> None:
    nested = {
        "@type": "Comment",
        "author": {"name": "Noé"},
        "text": "Non.",
    }
    first = {"@type": "Comment", "author": {"@type": "Person", "name": "Ida"}, "text": "Oui.", "comment": [nested]}
    data = {"@type": "NewsArticle", "headline": "Le vent", "commentCount": 5, "comment": [first]}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    thread = parse_page(PAGE.format(head=head, body=""), AT).thread
    assert [(d, c.author, c.body[0].value) for d, c in thread.walk()] == [(0, "Ida", "Oui."), (1, "Noé", "Non.")]
    assert (thread.count, thread.state) == (5, CommentState.OPEN)
    body = """<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="c1"><b itemprop="author">Ida</b>
<time itemprop="datePublished" datetime="2026-11-20T10:00:00Z"></time><div itemprop="text"><p>Oui.</p></div>
<div itemscope itemtype="https://schema.org/Comment" id="c2"><b itemprop="author">Noé</b><p itemprop="text">Non.</p></div></div>"""
    thread = parse_page(PAGE.format(head="", body=body), AT).thread
    assert [(d, c.author, c.body[0].value) for d, c in thread.walk()] == [(0, "Ida", "Oui."), (1, "Noé", "Non.")]


SPIP = """<div class="comments" id="comments"><ul class="comments-ul"><li class="comment-li comment-item" id="comment1">
<div class="comment"><p class="comment-meta"><strong class="author">Ida</strong> <abbr class="dtreviewed">hier</abbr></p>
<div class="comment-content"><p>Oui.</p></div></div></li></ul></div>"""
WORDPRESS = """<div id="comments"><ol><li class="comment" id="comment-1"><div class="comment-author"><b class="fn">Ida</b></div>
<time datetime="2026-11-20T10:00:00Z"></time><div class="comment-content"><p>Oui.</p></div>
<ol><li class="comment" id="comment-2"><div class="comment-author"><b class="fn">Noé</b></div><div class="comment-content">
<p>Non.</p></div></li></ol></li></ol></div>"""


@pytest.mark.parametrize("markup", [SPIP, WORDPRESS])
def test_common_themes_show_their_comments(markup: str) -> None:
    thread = parse_page(PAGE.format(head="", body=markup), AT).thread
    first = thread.comments[0]
    assert (first.author, [text.value for text in first.body]) == ("Ida", ["Oui."])


def test_bodies_keep_paragraphs_quotes_code_and_links_and_nothing_else() -> None:
    markup = """Premier<p>Deuxième <a href="https://l.example/x">lien</a></p><blockquote><p>cité</p></blockquote>
<pre><code>a = 1
  b</code></pre><script>x()</script><ul><li>un</li><li>deux</li></ul><form>Répondre</form>"""
    body = body_of(markup, AT)
    assert [t.value for t in body] == ["Premier", "Deuxième lien", "> cité", "a = 1", "  b", "un", "deux"]
    assert body[1].spans[0].target == "https://l.example/x" and body[3].spans[0].role is Role.CODE
    assert [t.value for t in markdown_body("Un *mot*.\n\n> cité\n\n<script>x</script>")][:2] == ["Un mot.", "> cité"]


HOSTILE = [
    "<script>x</script><style>p{}</style><div hidden>caché</div><div style='display:none'>caché</div>visible",
    "\x1b[31mrouge\x1b[0m \u202erenversé \x07[bold]gras[/] [link=https://x]y[/]",
    "\u200b" * 10_000 + "a" + "\u0301" * 5000,
    "mot" * 400_000,
    "<div>" * 5000 + "profond",
    "<blockquote>" * 300 + "cité",
]


@pytest.mark.parametrize("markup", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("read", [body_of, markdown_body])
def test_hostile_bodies_are_harmless_and_bounded(markup: str, read: Callable[[str], Any]) -> None:
    body = read(markup)
    words = "\n".join(text.value for text in body)
    assert len(words) <= LONGEST + 1000
    assert not any(ord(c) < 32 and c != "\n" for c in words) and "\u202e" not in words
    if read is body_of:
        assert "caché" not in words
    page = Page(thread_lines(Thread(CommentState.OPEN, comments=(Comment("1", markup[:500], body),)), 30)).whole()
    assert all("\x1b" not in line.text for line in page.lines)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(-1, 30), st.booleans()), max_size=40))
def test_any_thread_is_shown_whole_whatever_its_circles_doubles_and_folds(given: list[tuple[int, int, bool]]) -> None:
    comments = tuple(
        Comment(str(me), f"L{me}", (), parent=str(parent) if parent >= 0 else "") for me, parent, _f in given
    )
    thread = Thread(comments=comments)
    names = {comment.id for comment in comments}
    assert {row.comment.id for row in flatten(thread)} == names
    folded = {str(me) for me, _p, fold in given if fold}
    rows = flatten(thread, folded=folded)
    # What is folded away is counted by the row that hides it.
    assert sum(1 + (row.answers if row.folded else 0) for row in rows) == len(names)


def test_the_article_s_own_author_is_marked_by_a_full_name_only() -> None:
    comments = tuple(Comment(str(n), name, ()) for n, name in enumerate(("Léa Morin", "LEA MORIN", "Léa", "Ida")))
    thread = with_author_roles(Thread(comments=comments), ("Léa Morin", "Ida"))
    assert [c.voice for c in thread.comments] == [
        AuthorRole.AUTHOR,
        AuthorRole.AUTHOR,
        AuthorRole.READER,
        AuthorRole.READER,
    ]


def test_a_thread_of_five_thousand_levels_is_arranged() -> None:
    comments = tuple(Comment(str(n), "x", (), parent=str(n - 1) if n else "") for n in range(5000))
    rows = flatten(Thread(comments=comments))
    assert len(rows) == 5000 and rows[0].answers == 4999 and rows[-1].depth == 4999
    assert len(flatten(Thread(comments=comments), folded={"0"})) == 1


@pytest.mark.skipif(not REAL.is_dir(), reason="the real answers are not here")
def test_real_answers_are_read() -> None:
    import gzip

    counts = {
        "discourse_t_2144_posts.json": ("discourse", 19),
        "mastodon_context_bigbone.json": ("mastodon", 1),
        "wp_rest_comments_core_fixture.json": ("wordpress", 1),
        "hn_algolia_item_48849066.json.gz": ("hacker-news", 1079),
    }
    for name, (kind, count) in counts.items():
        data = (REAL / name).read_bytes()
        found = read_part(kind, gzip.decompress(data) if name.endswith(".gz") else data, AT).comments
        assert len(found) == count and all(c.author and c.body for c in found), name
