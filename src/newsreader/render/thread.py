"""A thread of comments as a page of lines."""

from collections.abc import Iterator

from rich.cells import cell_len

from newsreader.i18n import _, plural
from newsreader.model.comment import CommentState, Thread
from newsreader.model.text import Text, clean_line
from newsreader.render.dates import moment
from newsreader.render.page import Line, Page, Run, break_text, cut, page_of

#: Deeper answers are not moved further to the right.
DEEPEST = 6


def heading(thread: Thread) -> str:
    """The pane's title: how many comments there are, as far as anybody says."""
    shown, count = len(thread.comments), thread.count
    if not shown and not count:
        return _("Comments")
    if count and shown < count:
        return _("{shown} of {count} comments").format(shown=shown, count=count)
    return plural("{n} comment", "{n} comments", shown).format(n=shown)


def said_of(thread: Thread, openable: bool = True) -> list[str]:
    """What there is to say when there is no thread to show: never more than is known."""
    sentences = []
    if thread.message and not (thread.comments and thread.state is CommentState.OPEN):
        sentences.append(thread.message)
    match thread.state:
        case CommentState.NONE:
            sentences.append(_("There are no comments."))
        case CommentState.UNKNOWN:
            sentences.append(_("This page shows no comments to newsreader."))
        case CommentState.CLOSED if not thread.message:
            sentences.append(_("The comments are closed."))
        case CommentState.OPEN if thread.count and len(thread.comments) < thread.count:
            sentences.append(_("The page itself shows only these."))
    if openable and thread.state in (CommentState.SIGN_IN, CommentState.UNKNOWN, CommentState.OPEN):
        sentences.append(_("O opens the page at its comments in the browser."))
    return sentences


def thread_page(thread: Thread, width: int, language: str = "") -> Page:
    """Lay a thread out: what is said of it, then each comment under what it answers."""
    return page_of(_lines(thread, width, language))


def _lines(thread: Thread, width: int, language: str) -> Iterator[Line]:
    said = said_of(thread, openable=".invalid/" not in thread.url)
    first = said if not thread.comments else []
    for sentence in first:
        yield from break_text(Text(sentence), width, ("note",))
        yield Line()
    for number, (depth, comment) in enumerate(thread.walk()):
        indent = 2 * min(depth, DEEPEST)
        gutter = "answer" if depth else "comment"
        author = cut(clean_line(comment.author), width - indent) or _("Somebody")
        when = f" · {moment(comment.published, language)}" if comment.published else ""
        room = width - indent - cell_len(author)
        yield Line((Run(author, ("author",)), Run(cut(when, room), ("meta",))), gutter, number, 0, indent)
        for paragraph in comment.body:
            yield from break_text(paragraph, width, (), (), number, gutter, indent)
        yield Line()
    # Below a thread that can be read, what else there is to do is said last.
    for sentence in said[len(first) :]:
        yield from break_text(Text(sentence), width, ("note",))
        yield Line()
