"""Finding the article in a page of which nothing is known: where the paragraphs are."""

import re

from bs4 import BeautifulSoup, Tag

from newsreader.parse.site import Layout

#: How an unknown page is read once its body is found.
LAYOUT = Layout(
    name="generic",
    title="h1",
    body="",
    drop="nav, form, footer, [class*=newsletter], [class*=share], [class*=related], [class*=sponsor], [class*=promo], "
    "[class*=advert], [class*=social], [class*=comments], [id*=comments], [role=navigation], [aria-hidden=true]",
    pull_quote="",
    embed="blockquote.twitter-tweet, blockquote.instagram-media",
)

_UNLIKELY = re.compile(
    r"comment|footer|sidebar|widget|newsletter|share|social|related|promo|sponsor|breadcrumb|menu|cookie|consent", re.I
)
_ENOUGH = 140


def find_body(soup: BeautifulSoup) -> Tag | None:
    """The element that holds the most running text of its own, or None where there is hardly any.

    A paragraph counts for its parent and half for its grandparent, less what is links; what calls
    itself a sidebar or the like counts for nothing.
    """
    named = soup.select_one("[itemprop=articleBody]")
    if named and len(named.get_text()) > _ENOUGH:
        return named
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    for paragraph in soup.find_all("p"):
        words = paragraph.get_text(" ", strip=True)
        if len(words) < 40:
            continue
        linked = sum(len(a.get_text()) for a in paragraph.find_all("a"))
        worth = min(len(words), 600) * (1 - linked / max(1, len(words))) + 20 * words.count(",")
        for share, tag in zip((1.0, 0.5, 0.2), paragraph.parents, strict=False):
            if tag.name in ("html", "[document]"):
                break
            tags[id(tag)] = tag
            scores[id(tag)] = scores.get(id(tag), 0) + worth * share
    best, highest = None, float(_ENOUGH)
    for key, score in scores.items():
        tag = tags[key]
        names = " ".join([str(tag.get("id", "")), *map(str, tag.get("class") or ())])
        if _UNLIKELY.search(names) and tag.name not in ("body", "main", "article"):
            continue
        if tag.name == "article":
            score *= 1.2
        if score > highest:
            best, highest = tag, score
    return best
