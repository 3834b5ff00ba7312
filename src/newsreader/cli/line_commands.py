"""The commands of `newsreader read`."""

from collections.abc import Sequence
from functools import partial

from newsreader.cli.context import wait_for
from newsreader.cli.line_reader import FEW, Command, LineReader
from newsreader.i18n import N_, _, labelled, language, plural
from newsreader.library.speaker_groups import filter_people
from newsreader.model.article import links_of
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.errors import NewsreaderError
from newsreader.model.hosts import host_of
from newsreader.model.note import Note
from newsreader.model.quotation import SPOKEN
from newsreader.model.text import clean_line
from newsreader.render.citation import cite
from newsreader.render.comments import heading, status_text


def read_all(reader: LineReader, _rest: str) -> None:
    """The rest of the article at once."""
    while reader.read_on():
        pass


def repeat(reader: LineReader, _rest: str) -> None:
    """The paragraph that was read last."""
    reader.say(reader.spoken_here().repeat())


def top(reader: LineReader, _rest: str) -> None:
    """Go to the beginning of the article."""
    reader.say(reader.spoken_here().to_top())


def next_heading(reader: LineReader, _rest: str) -> None:
    """Go on at the next heading."""
    reader.say(reader.spoken_here().next_heading())


def where(reader: LineReader, _rest: str) -> None:
    """Print how far the article is read."""
    reader.say(reader.spoken_here().where())


def quotes(reader: LineReader, _rest: str) -> None:
    """Print who said what in the article; a number cites one."""
    reading = reader.here()
    spoken = [quotation for quotation in reading.quotations if quotation.kind in SPOKEN]
    reader.choices = []
    for quotation in spoken:
        speaker = clean_line(quotation.speaker) or _("Nobody named")
        words = clean_line(quotation.spoken())
        reader.offer(labelled(speaker, words), partial(reader.say, cite(quotation, reading.article, language())))
    if not spoken:
        reader.say(_("No quotation here."))


def comments(reader: LineReader, _rest: str) -> None:
    """Read out the comments, each with its depth; a number repeats one."""
    thread = reader.here().article.thread
    reader.choices = []
    reader.say(heading(thread) if thread.comments else "\n".join(status_text(thread)))
    for depth, comment in thread.walk():
        answer = _("reply, level {n}").format(n=depth) + ", " if depth else ""
        words = "\n".join([f"{answer}{clean_line(comment.author)}:", *(clean_line(t.value) for t in comment.body)])
        reader.offer(words, partial(reader.say, words))


def list_links(reader: LineReader, _rest: str) -> None:
    """List the links of the article; from now on a number follows one."""
    links = links_of(reader.here().article)
    reader.choices = []
    for words, url in links:
        reader.offer(f"{clean_line(words)}, {host_of(url)}", partial(_follow, reader, url))
    if not links:
        reader.say(_("No link here."))


def _follow(reader: LineReader, url: str) -> None:
    """A link: of the library, or fetched and kept."""
    from newsreader.cli.commands.save import save

    article = reader.library.find_page(url)
    if article is None:
        reader.say(_("Downloading {url}…").format(url=clean_line(url)))
        wait_for(save(url, reader.context))
        article = reader.library.find_page(url)
    if article is not None:
        reader.read(article)


def save(reader: LineReader, _rest: str) -> None:
    """Save for later, or no longer."""
    reading = reader.here()
    on = not reading.headline.saved
    reader.library.mark_saved([reading.number], on)
    if opened := reader.library.open(reading.number):
        reader.spoken_here().opened = opened
    reader.say(_("Saved for later.") if on else _("Removed from saved."))


def unread(reader: LineReader, _rest: str) -> None:
    """Mark as unread again."""
    reader.library.mark_read([reader.here().number], False)
    reader.say(_("Marked as unread."))


def note(reader: LineReader, rest: str) -> None:
    """Write a note on the article."""
    article, number = reader.here().article, reader.here().number
    if not rest:
        raise NewsreaderError(_("Type the note after the command: note …"))
    reader.library.notes.save(Note(0, number, rest, url=article.url, title=article.title, outlet=article.outlet))
    reader.say(_("Note saved."))


def tag(reader: LineReader, rest: str) -> None:
    """Give the article tags, or take them away (-tag); alone, say which it has."""
    number, given = reader.here().number, rest.split()
    tags = reader.library.tags.of(number)
    if given:
        gone = {tag[1:] for tag in given if tag.startswith("-")}
        kept = [tag for tag in [*tags, *given] if not tag.startswith("-") and tag not in gone]
        reader.library.tags.change([number], kept)
        tags = reader.library.tags.of(number)
    reader.say(_("Tags: {tags}").format(tags=clean_line(", ".join(tags))) if tags else _("No tags."))


def address(reader: LineReader, _rest: str) -> None:
    """The address of its page."""
    reader.say(clean_line(reader.here().article.url))


def search(reader: LineReader, rest: str) -> None:
    """Look for words in the whole library."""
    if not rest:
        raise NewsreaderError(_("Type the words to search for after the command: search …"))
    reader.open_list(rest, ArticleFilter(query=reader.library.searches.parse(rest), order=SortOrder.BEST))


def people(reader: LineReader, rest: str) -> None:
    """List everyone quoted; with a name, their quotations."""
    speakers = filter_people(reader.library.people.all(), rest)[: 3 * FEW]
    reader.choices = []
    for person in speakers:
        many = plural("{n} quotation", "{n} quotations", person.count).format(n=person.count)
        reader.offer(f"{clean_line(person.name)}, {many}", partial(_list_quotations, reader, person.names))
    if not speakers:
        reader.say(_("Nobody is quoted."))


def _list_quotations(reader: LineReader, names: Sequence[str]) -> None:
    """Print what somebody said; a number opens the article."""
    reader.choices = []
    for quoted in reader.library.people.quotations(names, limit=2 * FEW):
        words = f"{clean_line(quoted.quotation.spoken())} ({clean_line(quoted.title)})"
        reader.offer(words, partial(reader.read, quoted.article))


def undo(reader: LineReader, _rest: str) -> None:
    """Undo the last step."""
    reader.say(reader.library.undo_history.undo())


def refresh(reader: LineReader, _rest: str) -> None:
    """Fetch the feeds."""
    from newsreader.cli.commands.refresh import refresh

    refresh(reader.context, now=True, drawn=False)


COMMANDS = (
    Command(N_("back"), N_("go to the list, or to the feeds"), LineReader.back),
    Command(N_("feeds"), N_("the feeds"), LineReader.list_sections),
    Command(N_("next"), N_("the next unread article"), LineReader.next_unread),
    Command(N_("previous"), N_("the article read before this one"), LineReader.previous),
    Command(N_("all"), N_("the rest of the article at once"), read_all),
    Command(N_("repeat"), N_("the last paragraph again"), repeat),
    Command(N_("top"), N_("the beginning of the article"), top),
    Command(N_("heading"), N_("on to the next heading"), next_heading),
    Command(N_("where"), N_("how far the article is read"), where),
    Command(N_("quotes"), N_("who said what in the article"), quotes),
    Command(N_("comments"), N_("its comments"), comments),
    Command(N_("links"), N_("its links; then a number follows one"), list_links),
    Command(N_("address"), N_("the address of its page"), address),
    Command(N_("save"), N_("save it for later, or unsave it"), save),
    Command(N_("unread"), N_("mark it as unread"), unread),
    Command(N_("note"), N_("write a note on it: note WORDS"), note),
    Command(N_("tag"), N_("its tags; tag WORDS gives some, tag -WORD takes one away"), tag),
    Command(N_("search"), N_("search the library: search WORDS"), search),
    Command(N_("people"), N_("people quoted; people NAME only some; a number lists their quotations"), people),
    Command(N_("refresh"), N_("refresh the feeds"), refresh),
    Command(N_("undo"), N_("undo the last action"), undo),
    Command(N_("help"), N_("this list of commands"), LineReader.help),
    Command(N_("quit"), N_("leave"), LineReader.quit),
)
