"""Feeds, pages and comments made of mutated bytes, guided by what they reach in the parsers (atheris, libFuzzer).

    pip install atheris && python benchmarks/fuzz.py --seconds 3600

What is found is an error that is not a ParseError, a text with a control character in it, or more than
`SLOW` seconds. The corpus that grows is kept in `--corpus` (benchmarks/corpus is not committed: it is
made of hand-written seeds again in minutes), what failed beside it.
"""

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["newsreader", "bs4", "feedparser"]):
    from newsreader.library.workers.article_tasks import prepare_article, prepare_page
    from newsreader.library.workers.feed_tasks import prepare_feed
    from newsreader.model.comment import CommentSource, Thread
    from newsreader.model.errors import ParseError
    from newsreader.parse.comments.detect import read_part
    from newsreader.parse.comments.page import read_comment_feed, with_comments
    from newsreader.parse.feed_links import feed_links
    from newsreader.parse.feeds import read_feed
    from newsreader.parse.newsboat import read_nom, read_urls
    from newsreader.parse.opml import read_opml
    from newsreader.parse.page import parse_page
    from newsreader.render.article import article_page
    from newsreader.render.markdown import markdown_article
    from newsreader.render.plain import plain_article

from tests.hostile_text import ATTACKS, stray
from tests.parse.site_pages import PAGES
from tests.press import small_press

#: Seconds that a few kilobytes may take; the fuzzer's instruments slow everything down.
SLOW = 5.0
URL = "https://presse.example/a/b.html"
_KINDS = [kind for kind in CommentSource if kind and kind is not CommentSource.FEED]


def one(data: bytes) -> None:
    """Read the bytes as what their first one says; what comes of it must be fit for a terminal."""
    if not data:
        return
    kind, rest = data[0] % 6, data[1:]
    began = time.monotonic()
    found: list[object] = []
    try:
        if kind == 0:
            # What a feed gives as HTML is kept as it came, and cleaned when it is read (`prepare_markup`).
            entries = [replace(entry, content="") for entry in read_feed(rest, URL, "").entries]
            found += [entries, prepare_feed(rest, URL, "", "x", "fr").title]
        elif kind in (1, 2):
            article = parse_page(rest, URL, "")
            prepare_article(article)
            page = article_page(article, (), 60, "fr")
            found += [
                article,
                [line.text for line in page.lines],
                plain_article(article, "fr"),
                markdown_article(article, "fr"),
            ]
            prepare_page(rest, URL, "utf-8")
        elif kind == 3:
            found.append(with_comments(Thread(), read_comment_feed(rest, URL, "")))
        elif kind == 4 and rest:
            found.append(read_part(_KINDS[rest[0] % len(_KINDS)], rest[1:], URL))
        else:
            text = rest.decode("utf-8", "replace")
            found += [feed_links(rest, URL), list(read_urls(text)), list(read_nom(text)), list(read_opml(rest))]
    except ParseError:
        pass
    if words := stray(found):
        raise AssertionError(f"unsafe: {words!r}")
    if (took := time.monotonic() - began) > SLOW:
        raise AssertionError(f"{took:.1f} s")


def seeds() -> list[bytes]:
    """Where it begins: the project's own hand-written feeds and pages, and attacks in them."""
    served = [(path, each.body) for path, each in small_press("http://x.example").items()]
    pages = [(b"\x01", page.html.encode()) for page in PAGES.values()]
    attack = "".join(ATTACKS).encode("utf-8", "replace")
    made = [*pages, (b"\x01", b"<article><h1>a</h1><p>" + attack + b"</p></article>")]
    made += [(b"\x00" if b"<rss" in body or b"<feed" in body else b"\x01", body) for _path, body in served]
    answer = {"posts": [{"id": 1, "content": {"rendered": "<p>a</p>"}, "author_name": "b", "children": [{"id": 2}]}]}
    made += [(bytes([4, number]), json.dumps(answer).encode()) for number in range(len(_KINDS))]
    return [mark + body for mark, body in made]


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    options = parser.parse_args()
    options.corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (options.corpus / f"seed-{number:03}").write_bytes(seed)
    arguments = [sys.argv[0], str(options.corpus), f"-max_total_time={options.seconds}", "-max_len=20000"]
    atheris.Setup([*arguments, "-rss_limit_mb=4096", "-timeout=60", f"-artifact_prefix={options.corpus}/../"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
