"""The description of an outlet, as data: its hosts, its feeds, and the layouts of its pages."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from newsreader.i18n import _
from newsreader.model.values import dataclass


@dataclass(frozen=True)
class Layout:
    """One generation of an outlet's pages, as CSS selectors; "" where it has no such thing.

    `body` is the element whose children are the blocks; the first layout whose `body` is found reads
    the page (and its `title`, where it names one; of an `exact` one the `standfirst` is enough). `pull_quote_*`,
    `related`, `video`, `embed` are matched within the body; what `drop` matches is never read, what
    `keep` matches is, though pages call it an aside. Where not `exact`, the body is also searched for
    what looks like boilerplate. `audio` anywhere means a piece to listen to; `walled`, one for
    subscribers.
    """

    name: str
    title: str = ""
    body: str = ""
    kicker: str = ""
    standfirst: str = ""
    authors: str = ""
    published: str = ""
    updated: str = ""
    section: str = ""
    tags: str = ""
    cover: str = ""
    drop: str = ""
    keep: str = ""
    pull_quote: str = ""
    pull_quote_words: str = ""
    pull_quote_who: str = ""
    pull_quote_where: str = ""
    related: str = ""
    audio: str = ""
    walled: str = ""
    video: str = ""
    embed: str = ""
    exact: bool = False


@dataclass(frozen=True)
class CommentLayout:
    """The parts of an outlet's pages that hold comments, or say something instead of showing them.

    `message` is what they say to who is not signed in.
    """

    area: str
    message: str = ""
    comment: str = ""
    author: str = ""
    date: str = ""
    text: str = ""
    count: str = ""


@dataclass(frozen=True)
class Site:
    """An outlet, as one TOML file of `parse/sites/` describes it.

    `feeds` are addresses by name, the first the most general; `drop` is boilerplate on all its pages,
    for where no layout fits; `article_number` is a pattern on the path whose group identifies the
    article; `zone` is that of its dates without an offset; `source` names the file.
    """

    name: str
    hosts: tuple[str, ...]
    layouts: tuple[Layout, ...] = ()
    comments: tuple[CommentLayout, ...] = ()
    drop: str = ""
    article_number: str = ""
    feeds: tuple[tuple[str, str], ...] = ()
    zone: str = "Europe/Paris"
    language: str = "fr"
    source: str = ""


def site_from(plain: Mapping[str, Any], source: str) -> Site:
    """An outlet as a TOML file describes it; `source` names the file, for who reads an error.

    `like` in a layout names one further down of which it has everything that it does not say
    itself. Raises ValueError with a sentence that names what is wrong.
    """
    layouts = {str(layout.get("name", number)): layout for number, layout in enumerate(plain.get("layouts", ()))}

    def whole(layout: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
        like = layouts.get(str(layout.get("like", "")))
        if "like" in layout and (like is None or depth > 5):
            raise ValueError(_("“like” names an unknown layout: {name}").format(name=layout["like"]))
        return {**(whole(like, depth + 1) if like else {}), **{k: v for k, v in layout.items() if k != "like"}}

    made = {
        **{key: value for key, value in plain.items() if key != "like"},
        "hosts": tuple(plain.get("hosts", ())),
        "layouts": tuple(_made(Layout, {"name": name, **whole(layout)}) for name, layout in layouts.items()),
        "comments": tuple(_made(CommentLayout, layout) for layout in plain.get("comments", ())),
        "feeds": tuple((str(name), str(url)) for name, url in plain.get("feeds", {}).items()),
        "source": source,
    }
    site: Site = _made(Site, made)
    if not site.hosts:
        raise ValueError(_("“hosts” is missing: the host names of this outlet"))
    return site


def _made(kind: type[Any], values: Mapping[str, Any]) -> Any:
    known = {field.name: field for field in fields(kind)}
    for name, value in values.items():
        if name not in known:
            raise ValueError(_("“{name}” is not a valid key here").format(name=name))
        if known[name].type in (str, "str") and not isinstance(value, str):
            raise ValueError(_("“{name}” must be text in quotation marks").format(name=name))
    for name, field in known.items():
        if field.default is MISSING and field.default_factory is MISSING and name not in values:
            raise ValueError(_("“{name}” is missing").format(name=name))
    return kind(**values)
