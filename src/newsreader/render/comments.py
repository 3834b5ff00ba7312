"""Lay out a thread as a page of lines: sorted, folded, each comment under the one it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsreader.i18n import _, plural
from newsreader.model.comment import MOST_COMMENTS, AuthorRole, Comment, CommentState, Thread
from newsreader.model.feed import is_bundled
from newsreader.model.text import Text, clean_line
from newsreader.model.values import dataclass
from newsreader.render.dates import moment, short, stamp
from newsreader.render.page import KeyName, Line, break_text, cut
from newsreader.render.runs import Run

if TYPE_CHECKING:
    from newsreader.model.note import Note

#: Deeper answers are not moved further to the right.
DEEPEST = 6


class Order(StrEnum):
    """The order of comments."""

    THREAD = "thread"
    NEWEST = "newest"
    OLDEST = "oldest"
    SCORE = "score"


@dataclass(frozen=True)
class Row:
    """A comment of a laid-out thread. `answers` is the number of replies below it at any depth, `folded` whether they
    are hidden; `to` is the author it answers, where that is not the comment above it."""

    comment: Comment
    depth: int = 0
    answers: int = 0
    folded: bool = False
    to: str = ""
    new: bool = False
    fresh: int = 0


def flatten(thread: Thread, order: Order = Order.THREAD, folded: Collection[str] = ()) -> list[Row]:
    """The comments that are to be seen, in order; what stands under a folded one is left out."""
    authors = {comment.id: comment.author for comment in thread.comments}
    if order is not Order.THREAD:
        return [
            Row(comment, to=authors.get(comment.parent, ""), new=thread.is_new(comment))
            for comment in sorted(thread.comments, key=_KEYS[order])
        ]
    walk = list(thread.walk())
    # How many comments stand under each one: where the walk comes back to its depth.
    after, stack = [len(walk)] * len(walk), list[tuple[int, int]]()
    for index, (depth, _comment) in enumerate(walk):
        while stack and stack[-1][0] >= depth:
            after[stack.pop()[1]] = index
        stack.append((depth, index))
    rows, index = list[Row](), 0
    while index < len(walk):
        depth, comment = walk[index]
        answers = after[index] - index - 1
        hidden = comment.id in folded and answers > 0
        above = rows[-1].comment.id if rows else ""
        to = authors.get(comment.parent, "") if comment.parent != above else ""
        fresh = sum(thread.is_new(answer) for _depth, answer in walk[index + 1 : after[index]]) if hidden else 0
        rows.append(Row(comment, depth, answers, hidden, to, thread.is_new(comment), fresh))
        index = after[index] if hidden else index + 1
    return rows


def _time(comment: Comment) -> float:
    return comment.published.timestamp() if comment.published else 0.0


_KEYS: dict[Order, Callable[[Comment], tuple[float, float]]] = {
    Order.NEWEST: lambda comment: (-_time(comment), 0.0),
    Order.OLDEST: lambda comment: (_time(comment), 0.0),
    Order.SCORE: lambda comment: (-(comment.score or 0), _time(comment)),
}


def heading(thread: Thread, notes: int = 0) -> str:
    """The pane's title: how many comments there are, as far as anybody says, how many came since, and how many notes
    of the reader's stand above them."""
    words = _comment_count(thread)
    told = plural("{n} note", "{n} notes", notes).format(n=notes)
    return f"{words} · {told}" if notes else words


def _comment_count(thread: Thread) -> str:
    shown, count = sum(not comment.gone for comment in thread.comments), thread.count
    if not shown and not count:
        return _("Comments")
    if count and shown < count:
        words = _("{shown} of {count} comments").format(shown=shown, count=count)
    else:
        words = plural("{n} comment", "{n} comments", shown).format(n=shown)
    if fresh := sum(thread.is_new(comment) for comment in thread.comments):
        words += " · " + plural("{n} new", "{n} new", fresh).format(n=fresh)
    return words


def status_text(thread: Thread, key: KeyName | None = None) -> list[str]:
    """Return what there is to say when there is no thread to show: never more than is known. `key` names the key that
    leads to the page; None where there is no page, or are no keys."""
    sentences = []
    if thread.message and not (thread.comments and thread.state is CommentState.OPEN):
        sentences.append(thread.message)
    match thread.state:
        case CommentState.NONE:
            sentences.append(_("No comments."))
        case CommentState.UNKNOWN if not thread.comments:
            sentences.append(_("No comments on this page that newsreader can read."))
        case CommentState.CLOSED if not thread.message:
            sentences.append(_("Comments are closed."))
        case CommentState.OPEN if len(thread.comments) >= MOST_COMMENTS:
            sentences.append(_("Only {n} of them are kept here.").format(n=MOST_COMMENTS))
        case CommentState.OPEN if thread.count and len(thread.comments) < thread.count:
            sentences.append(_("The page itself shows only these."))
    if key and thread.state in (CommentState.SIGN_IN, CommentState.UNKNOWN, CommentState.OPEN):
        words = _("{key} opens the page at its comments in the browser.")
        sentences.append(words.format(key=key("browser-comments")))
    return sentences


def note_lines(notes: Sequence[Note], lost: Collection[int], width: int, language: str) -> list[Line]:
    """The reader's own notes, before anybody's comments; `lost` are those whose passage stands no more."""
    lines: list[Line] = []
    for note in notes:
        when = f" · {moment(note.created, language)}" if note.created else ""
        lines.append(
            Line((Run(_("My note") if note.text else _("Highlighted"), ("author",)), Run(when, ("meta",))), "mine")
        )
        if note.quote:
            lines += break_text(Text(f"> {clean_line(note.quote)}"), width, ("blockquote",), gutter="mine")
        if note.id in lost:
            lines += break_text(Text(_("(This passage is no longer in the article.)")), width, ("note",), gutter="mine")
        for line in note.text.splitlines():
            lines += break_text(Text(clean_line(line)), width, (), gutter="mine")
        lines.append(Line())
    return lines


def first_lines(thread: Thread, width: int, key: KeyName | None = None) -> list[Line]:
    """Return what is said before the comments: everything, where there are none."""
    return _sentences([] if thread.comments else _all_said(thread, key), width)


def last_lines(thread: Thread, width: int, language: str, now: datetime, key: KeyName | None = None) -> list[Line]:
    """Return what is said below them: what else there is to do, and when they were read."""
    if not thread.comments:
        return []
    sentences = _all_said(thread, key)
    if thread.fetched:
        sentences.append(_("As of {when}.").format(when=short(thread.fetched, now, language)))
    return _sentences(sentences, width)


def _all_said(thread: Thread, key: KeyName | None) -> list[str]:
    return status_text(thread, None if is_bundled(thread.url) else key)


def _sentences(sentences: Sequence[str], width: int) -> list[Line]:
    lines = []
    for sentence in sentences:
        lines += [*break_text(Text(sentence), width, ("note",)), Line()]
    return lines


def comment_lines(row: Row, number: int, width: int, now: datetime, language: str = "", words: str = "") -> list[Line]:
    """Lay out one comment, the `number`th of its page, in a column of so many cells; the searched `words` stand out."""
    comment, indent = row.comment, 2 * min(row.depth, DEEPEST)
    gutter = "answer" if row.depth else "comment"
    author = cut(clean_line(comment.author), max(8, (width - indent) // 2)) or _("Somebody")
    facts = [part for part in _facts(row, now, language) if part]
    rest = cut("".join(f" · {fact}" for fact in facts), max(1, width - indent - cell_len(author) - 2 * row.new))
    head = [Run("● ", ("new",), number)] if row.new else []
    head += [Run(author, ("author",), number), Run(rest, ("meta",), number)]
    # Before any of its words, so that whoever looks for the comment finds who speaks first.
    lines = [Line(tuple(head), gutter, number, -1, indent)]
    before = 0  # places count from the beginning of the comment, so that they are in order
    for paragraph in comment.body:
        roles = ("blockquote",) if paragraph.value.startswith(">") else ()
        broken = break_text(paragraph, width, roles, _matches(paragraph.value, words), number, gutter, indent)
        lines += (replace(line, start=before + line.start) for line in broken)
        before += len(paragraph.value) + 1
    if not comment.body:
        lines += break_text(Text(_("(withdrawn)")), width, ("meta",), (), number, gutter, indent)
    return [*lines, Line()]


def _facts(row: Row, now: datetime, language: str) -> Iterator[str]:
    comment = row.comment
    match comment.voice:
        case AuthorRole.AUTHOR:
            yield _("author of the article")
        case AuthorRole.STAFF:
            yield _("editors")
    if row.to:
        yield "→ " + clean_line(row.to)
    if row.folded:
        hidden = plural("{n} reply collapsed", "{n} replies collapsed", row.answers).format(n=row.answers)
        yield hidden + (" " + plural("({n} new)", "({n} new)", row.fresh).format(n=row.fresh) if row.fresh else "")
    if comment.published:
        yield stamp(comment.published, now, language)
    if comment.score is not None:
        yield plural("{n} point", "{n} points", comment.score).format(n=comment.score)
    if comment.gone:
        yield _("no longer on the site")


def _matches(value: str, words: str) -> list[tuple[int, int, str, int]]:
    if not words:
        return []
    low, wanted = value.lower(), words.lower()
    matches: list[tuple[int, int, str, int]] = []
    at = low.find(wanted)
    while at >= 0 and len(matches) < 100:
        matches.append((at, at + len(wanted), "match", -1))
        at = low.find(wanted, at + len(wanted))
    return matches


def thread_lines(thread: Thread, width: int, language: str = "", now: datetime | None = None) -> list[Line]:
    """A whole thread, nothing folded: for plain output."""
    lines, now = first_lines(thread, width), now or datetime.now(UTC)
    for number, row in enumerate(flatten(thread)):
        lines += comment_lines(row, number, width, now, language)
    return lines + last_lines(thread, width, language, now)
