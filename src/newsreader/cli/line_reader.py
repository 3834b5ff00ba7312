"""`newsreader read`: the reader line by line, for screen readers and for terminals that cannot draw.

Everything is numbered; what is typed is a number or a word, which may be begun only. Nothing moves, nothing is
drawn: each answer is plain text below the question.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsreader.cli.context import Context, wait_for
from newsreader.i18n import N_, _, everywhere, language, plural
from newsreader.library.core import PAGE, Library, OpenArticle
from newsreader.model.article import links_of
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Headline
from newsreader.model.note import Note
from newsreader.model.quotation import SPOKEN
from newsreader.model.text import clean_line, fold
from newsreader.render.article import reading_minutes
from newsreader.render.citation import cite
from newsreader.render.comments import heading
from newsreader.render.dates import moment
from newsreader.render.plain import plain_article

#: How many headlines are read out at a time.
FEW = 10


@dataclass(frozen=True)
class Command:
    """A word that may be typed, and what it is for."""

    word: str
    words: str
    do: Callable[["LineReader", str], None]


class LineReader:
    """Where the reader is: in the sections, in a list of headlines, or in an article."""

    def __init__(self, library: Library, context: Context, say: Callable[[str], None] = print) -> None:
        self.library, self.context, self.say = library, context, say
        self.sections: list[tuple[str, ArticleFilter]] = []
        self.scope = ArticleFilter()
        self.headlines: list[Headline] = []
        self.shown = 0
        self.reading: OpenArticle | None = None
        self.links: list[tuple[str, str]] = []
        self.ended = False

    def run(self, ask: Callable[[str], str] = input) -> int:
        """Ask and answer until the reader leaves; returns 0."""
        self.list_sections()
        while not self.ended:
            try:
                self.answer(ask("> ").strip())
            except (EOFError, KeyboardInterrupt):
                break
            except NewsreaderError as error:
                self.say(error.sentence)
        return 0

    def answer(self, line: str) -> None:
        """What was typed: a number, a command, or nothing for more."""
        if not line:
            self.go_on()
        elif line.isdecimal():
            self.number(int(line))
        else:
            word, _space, rest = line.partition(" ")
            found = [each for each in COMMANDS if any(fold(w).startswith(fold(word)) for w in everywhere(each.word))]
            exact = [each for each in found if fold(word) in map(fold, everywhere(each.word))]
            if len(exact or found) != 1:
                names = ", ".join(_(each.word) for each in found or COMMANDS)
                self.say(_("Unknown command “{word}”. Commands: {names}.").format(word=word, names=names))
                return
            (exact or found)[0].do(self, rest.strip())

    # ------------------------------------------------------------ sections, headlines

    def list_sections(self, _rest: str = "") -> None:
        """The lists that there are."""
        feeds = self.library.feeds()
        folders = dict.fromkeys(feed.folder for feed in feeds if feed.folder)
        self.sections = [
            (_("Unread articles"), ArticleFilter(unread=True)),
            (_("All articles"), ArticleFilter()),
            (_("Saved for later"), ArticleFilter(saved=True)),
            *(
                (clean_line(name), ArticleFilter(query=self.library.query(text)))
                for name, text in self.library.searches().items()
            ),
            *((clean_line(folder), ArticleFilter(folder=folder)) for folder in folders),
            *((clean_line(feed.title or feed.url), ArticleFilter(feed=feed.id)) for feed in feeds),
        ]
        self.headlines, self.reading = [], None
        unread = {feed.id: feed.unread for feed in feeds}
        self.say(_("Feeds. Type a number to open one; “help” lists the commands."))
        for number, (name, scope) in enumerate(self.sections, 1):
            count = unread[scope.feed] if scope.feed else 0
            more = ", " + plural("{n} unread", "{n} unread", count).format(n=count) if count else ""
            self.say(f"{number}. {name}{more}")

    def open_list(self, name: str, scope: ArticleFilter) -> None:
        """The headlines of a section."""
        self.scope, self.headlines, self.shown, self.reading = scope, self.library.headlines(scope), 0, None
        count = len(self.headlines)
        many = f"{count}+" if count >= PAGE else str(count)
        self.say(_("{name}: {n} articles.").format(name=name, n=many))
        if self.headlines:
            self.go_on()

    def go_on(self) -> None:
        """More headlines; the next unread article; or the sections."""
        if self.reading:
            self.next_unread("")
        elif not self.headlines:
            self.list_sections()
        else:
            if self.shown >= len(self.headlines):
                self.headlines += self.library.headlines(self.scope, self.headlines[-1])
            for number, one in list(enumerate(self.headlines, 1))[self.shown : self.shown + FEW]:
                marks = [_("unread")] if not one.read else []
                marks += [_("saved")] if one.saved else []
                parts = [clean_line(one.title), clean_line(one.outlet), moment(one.when, language()), *marks]
                self.say(f"{number}. {', '.join(part for part in parts if part)}")
            self.shown += FEW
            if self.shown < len(self.headlines):
                self.say(_("Enter shows more headlines; a number opens one."))

    def number(self, number: int) -> None:
        """What has this number where the reader is."""
        if self.reading and self.links:
            if 1 <= number <= len(self.links):
                self.follow(self.links[number - 1][1])
                return
        elif self.headlines:
            if 1 <= number <= len(self.headlines):
                self.read(self.headlines[number - 1].id)
                return
        elif 1 <= number <= len(self.sections):
            self.open_list(*self.sections[number - 1])
            return
        self.say(_("No number {n} here.").format(n=number))

    # ------------------------------------------------------------ an article

    def read(self, article: int) -> None:
        """Tell an article; it is read now."""
        reading = self.library.open(article)
        if reading is None:
            self.say(_("This article is no longer in the library."))
            return
        self.reading, self.links = reading, []
        if self.context.settings.read_when != "never":
            self.library.mark_read([article])
        minutes = reading_minutes(reading.article)
        self.say(plural("{n} min read", "{n} min read", minutes).format(n=minutes))
        self.say(plain_article(replace(reading.article, thread=type(reading.article.thread)()), language()))
        said = sum(quotation.kind in SPOKEN for quotation in reading.quotations)
        self.say(
            plural("End of the article. {n} quotation.", "End of the article. {n} quotations.", said).format(n=said)
            + " "
            + heading(reading.article.thread)
        )

    def here(self) -> OpenArticle:
        """The open article. Raises NewsreaderError where there is none."""
        if self.reading is None:
            raise NewsreaderError(_("Open an article first: type its number."))
        return self.reading

    def next_unread(self, _rest: str) -> None:
        """The next unread article of the list."""
        found = self.library.next_unread(self.scope, self.reading.headline if self.reading else None)
        if found is None:
            self.say(_("No unread articles left in this list."))
        else:
            self.read(found.id)

    def quotes(self, _rest: str) -> None:
        """Who said what in it."""
        reading = self.here()
        said = [quotation for quotation in reading.quotations if quotation.kind in SPOKEN]
        for number, quotation in enumerate(said, 1):
            self.say(f"{number}. {cite(quotation, reading.article, language())}")
        if not said:
            self.say(_("No quotation here."))

    def comments(self, _rest: str) -> None:
        """Its comments, each with its depth."""
        thread = self.here().article.thread
        self.say(heading(thread))
        for number, (depth, comment) in enumerate(thread.walk(), 1):
            answer = _("reply, level {n}").format(n=depth) + ", " if depth else ""
            self.say(f"{number}. {answer}{clean_line(comment.author)}:")
            for text in comment.body:
                self.say(clean_line(text.value))

    def list_links(self, _rest: str) -> None:
        """Its links; from now on a number follows one."""
        self.links = links_of(self.here().article)
        for number, (words, url) in enumerate(self.links, 1):
            self.say(f"{number}. {clean_line(words)}, {clean_line(url)}")
        if not self.links:
            self.say(_("No link here."))

    def follow(self, url: str) -> None:
        """A link: of the library, or fetched and kept."""
        from newsreader.cli.commands.save import save

        found = self.library.find_page(url)
        if found is None:
            self.say(_("Downloading {url}…").format(url=clean_line(url)))
            wait_for(save(url, self.context))
            found = self.library.find_page(url)
        if found is not None:
            self.read(found)

    # ------------------------------------------------------------ marks, words, the library

    def save(self, _rest: str) -> None:
        """Save for later, or no longer."""
        reading = self.here()
        on = not reading.headline.saved
        self.library.mark_saved([reading.number], on)
        self.reading = self.library.open(reading.number)
        self.say(_("Saved for later.") if on else _("Removed from saved."))

    def unread(self, _rest: str) -> None:
        """Mark as unread again."""
        self.library.mark_read([self.here().number], False)
        self.say(_("Marked as unread."))

    def note(self, rest: str) -> None:
        """Write a note on the article."""
        article, number = self.here().article, self.here().number
        if not rest:
            raise NewsreaderError(_("Type the note after the command: note …"))
        self.library.keep_note(Note(0, number, rest, url=article.url, title=article.title, outlet=article.outlet))
        self.say(_("Note saved."))

    def tag(self, rest: str) -> None:
        """Give the article tags."""
        self.library.tag([self.here().number], rest.split())
        self.say(_("Tags: {tags}").format(tags=rest) if rest else _("Tags removed."))

    def search(self, rest: str) -> None:
        """Look for words in the whole library."""
        if not rest:
            raise NewsreaderError(_("Type the words to search for after the command: search …"))
        self.open_list(rest, ArticleFilter(query=self.library.query(rest), order=SortOrder.BEST))

    def people(self, rest: str) -> None:
        """Everyone quoted; with a name, what they said."""
        if rest:
            for saying in self.library.sayings([rest])[:FEW]:
                self.say(f"{saying.quotation.spoken()} ({clean_line(saying.title)})")
            return
        for person in self.library.people()[: 3 * FEW]:
            self.say(f"{clean_line(person.name)}, {person.count}")

    def address(self, _rest: str) -> None:
        """The address of its page."""
        self.say(clean_line(self.here().article.url))

    def undo(self, _rest: str) -> None:
        """Take back the last thing done."""
        self.say(self.library.undo())

    def refresh(self, _rest: str) -> None:
        """Fetch the feeds."""
        from newsreader.cli.commands.refresh import refresh

        refresh(self.context, now=True)
        self.list_sections()

    def back(self, _rest: str) -> None:
        """To the headlines, or to the sections."""
        if self.reading and self.headlines:
            self.reading, self.links, self.shown = None, [], 0
            self.go_on()
        else:
            self.list_sections()

    def help(self, _rest: str) -> None:
        """The commands."""
        self.say(_("Type a number to open it, or Enter to go on. Words may be shortened."))
        for command in COMMANDS:
            self.say(f"{_(command.word)}: {_(command.words)}")

    def quit(self, _rest: str) -> None:
        """Leave."""
        self.ended = True


COMMANDS = (
    Command(N_("back"), N_("go to the list, or to the feeds"), LineReader.back),
    Command(N_("feeds"), N_("the feeds"), LineReader.list_sections),
    Command(N_("next"), N_("the next unread article"), LineReader.next_unread),
    Command(N_("quotes"), N_("who said what in the article"), LineReader.quotes),
    Command(N_("comments"), N_("its comments"), LineReader.comments),
    Command(N_("links"), N_("its links; then a number follows one"), LineReader.list_links),
    Command(N_("address"), N_("the address of its page"), LineReader.address),
    Command(N_("save"), N_("save it for later, or unsave it"), LineReader.save),
    Command(N_("unread"), N_("mark it as unread"), LineReader.unread),
    Command(N_("note"), N_("write a note on it: note WORDS"), LineReader.note),
    Command(N_("tag"), N_("tag it: tag WORDS"), LineReader.tag),
    Command(N_("search"), N_("search the library: search WORDS"), LineReader.search),
    Command(N_("people"), N_("people quoted; people NAME lists their quotations"), LineReader.people),
    Command(N_("refresh"), N_("refresh the feeds"), LineReader.refresh),
    Command(N_("undo"), N_("undo the last action"), LineReader.undo),
    Command(N_("help"), N_("this list of commands"), LineReader.help),
    Command(N_("quit"), N_("leave"), LineReader.quit),
)
