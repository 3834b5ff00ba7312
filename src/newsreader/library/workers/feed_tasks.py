"""Tasks of workers on feeds: from bytes to entries ready to be stored. Pure, and light to import: most workers never
see a page."""

from dataclasses import replace

from newsreader.i18n import _
from newsreader.library.workers.entry_ids import identify
from newsreader.library.workers.results import MAX_SUMMARY, EntryId, PreparedEntry, PreparedFeed
from newsreader.library.workers.signature import Signature
from newsreader.model.comment import CommentSource, CommentState, Thread
from newsreader.model.feed import Entry
from newsreader.model.text import Text
from newsreader.parse.entry_head import head_of
from newsreader.parse.feed_text import without_tags
from newsreader.parse.feeds import read_feed
from newsreader.store.codec import encode_article

#: Articles of one feed document that are kept: it lists the newest first, and its archive is not news.
MAX_ENTRIES = 5000


def prepare_feed(data: bytes, url: str, content_type: str, outlet: str, language: str) -> PreparedFeed:
    """Read a feed. `outlet` is what its reader calls it, "" where its own title is to stand; `language` is what it is
    taken for where it does not say.

    Raises NotAFeed.
    """
    parsed = read_feed(data, url, content_type)
    outlet, language = outlet or parsed.title or url, parsed.language or language
    remark, many = "", len(parsed.entries)
    if many > MAX_ENTRIES:
        remark = _("it has {many} articles; the first {most} are kept").format(many=many, most=MAX_ENTRIES)
    entries = parsed.entries[:MAX_ENTRIES]
    return PreparedFeed(
        parsed.title,
        parsed.site,
        parsed.language,
        parsed.poll_hints,
        tuple(
            prepare_entry(entry, outlet, language, names)
            for entry, names in zip(entries, identify(entries, url), strict=True)
        ),
        remark,
    )


def prepare_entry(entry: Entry, outlet: str, language: str, names: EntryId) -> PreparedEntry:
    """An article as its feed, or a server that keeps its feed, gives it.

    Where it has no page of its own, what the feed says is its text.
    """
    head = head_of(entry, outlet, language, names.key if entry.url else "")
    if entry.content and not entry.complete:
        from newsreader.parse.entry_text import with_markup  # most feeds give summaries or whole texts

        head = with_markup(head, entry.content)
    if names.shared and (head.blocks or head.standfirst or not entry.url):
        head = replace(head, complete=True)
    announced = announced_thread(entry) if entry.comment_feed or entry.comments_url else Thread()
    # Where they are read by themselves, they are there whatever becomes of the page.
    if announced.source or (entry.comments_url and head.complete):
        head = replace(head, thread=announced)
    elif not entry.url:
        head = replace(head, thread=Thread(state=CommentState.NONE))
    plain = without_tags(entry.content)
    # A whole text is read when it is wanted, or when there is time.
    row = encode_article(head, entry.content, plain) if entry.complete else encode_article(head)
    row = row._replace(key=names.key)
    to_fetch = None
    if not head.complete or (entry.comment_feed and entry.comment_count != 0):
        to_fetch = replace(entry, content="", summary=entry.summary or Text(plain[:MAX_SUMMARY].strip()))
    return PreparedEntry(row, Signature.of(entry), to_fetch, names)


def announced_thread(entry: Entry) -> Thread:
    """The comments as far as the feed tells of them."""
    source = None
    if entry.comments_url:
        from newsreader.parse.comments.detect import source_of  # few feeds name them

        source = source_of(entry.comments_url)
    return Thread(
        state=CommentState.NONE if entry.comment_count == 0 else CommentState.UNKNOWN,
        source=CommentSource.FEED if entry.comment_feed else CommentSource(source.kind if source else ""),
        feed=entry.comment_feed or (source.address if source else ""),
        count=entry.comment_count,
        url=entry.comments_url or entry.url,
    )
