"""`newsreader read`: the reader line by line, for screen readers and for terminals that cannot draw.

Everything is numbered; what is typed is a number or a word, which may be begun only. Nothing moves, nothing is
drawn: each answer is plain text below the question.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from newsreader.cli.context import Context, wait_for
from newsreader.i18n import N_, _, everywhere, language, plural
from newsreader.library.core import Library, OpenArticle
from newsreader.library.people import filter_people
from newsreader.library.urls import host_of
from newsreader.model.article import links_of
from newsreader.model.article_filter import PAGE, ArticleFilter, SortOrder
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Headline
from newsreader.model.note import Note
from newsreader.model.quotation import SPOKEN
from newsreader.model.text import clean_line, fold
from newsreader.render.aloud import Part, parts_aloud
from newsreader.render.article import reading_minutes
from newsreader.render.citation import cite
from newsreader.render.comments import heading, status_text
from newsreader.render.dates import moment

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
        self.scope = ArticleFilter()
        self.headlines: list[Headline] = []
        #: How many of them were said; and what each number does of what was listed last.
        self.shown, self.choices = 0, list[Callable[[], None]]()
        self.reading: OpenArticle | None = None
        #: What is read out of it, and which of that was last.
        self.parts, self.at = list[Part](), 0
        self.trail: list[int] = []
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
        self.leave()
        return 0

    def answer(self, line: str) -> None:
        """What was typed: a number, a command, or nothing for more."""
        if not line:
            self.go_on()
        elif line.isdecimal():
            self.number(int(line))
        else:
            word, _space, rest = line.partition(" ")
            word = {"?": "help", "q": "quit"}.get(word, word)
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
        self.leave()
        feeds = self.library.subscriptions.all()
        folders = dict.fromkeys(feed.folder for feed in feeds if feed.folder)
        sections = [
            (_("Unread articles"), ArticleFilter(unread=True)),
            (_("All articles"), ArticleFilter()),
            (_("Saved for later"), ArticleFilter(saved=True)),
            *(
                (clean_line(name), ArticleFilter(query=self.library.searches.parse(text)))
                for name, text in self.library.searches.all().items()
            ),
            *((clean_line(folder), ArticleFilter(folder=folder)) for folder in folders),
            *((clean_line(feed.title or feed.url), ArticleFilter(feed=feed.id)) for feed in feeds),
        ]
        self.headlines, self.choices = [], []
        unread = {feed.id: feed.unread for feed in feeds}
        self.say(_("Feeds. Type a number to open one; “help” lists the commands."))
        for name, scope in sections:
            wanted = replace(scope, unread=True)
            count = unread[scope.feed] if scope.feed else self.library.count(wanted, PAGE)
            many = f"{count}+" if count >= PAGE and not scope.feed else str(count)
            more = ", " + plural("{n} unread", "{n} unread", count).format(n=many) if count else ""
            self.offer(f"{name}{more}", partial(self.open_list, name, scope))

    def offer(self, words: str, do: Callable[[], None]) -> None:
        """Say it with a number, which does this from now on."""
        self.choices.append(do)
        self.say(f"{len(self.choices)}. {words}")

    def open_list(self, name: str, scope: ArticleFilter) -> None:
        """The headlines of a section."""
        self.leave()
        self.scope, self.headlines, self.shown, self.choices = scope, self.library.headlines(scope), 0, []
        count = len(self.headlines)
        many = f"{count}+" if count >= PAGE else str(count)
        self.say(_("{name}: {n} articles.").format(name=name, n=many))
        if self.headlines:
            self.more_headlines()

    def go_on(self) -> None:
        """The next paragraph; more headlines; or the sections."""
        if self.reading:
            self.next_part()
        elif self.headlines:
            self.more_headlines()
        else:
            self.list_sections()

    def more_headlines(self) -> None:
        """The next few of the list, numbered on from those before."""
        if self.shown >= len(self.headlines):
            self.headlines += self.library.headlines(self.scope, self.headlines[-1])
        few = self.headlines[self.shown : self.shown + FEW]
        now = self.library.headlines_of(
            [one.id for one in few], self.scope.feed
        )  # what has been read meanwhile is read
        del self.choices[self.shown :]
        for one in few:
            one = now.get(one.id, one)
            flags = [_("unread")] if not one.read else []
            flags += [_("saved")] if one.saved else []
            parts = [clean_line(one.title), clean_line(one.outlet), moment(one.when, language()), *flags]
            self.offer(", ".join(part for part in parts if part), partial(self.read, one.id))
        self.shown += len(few)
        if not few:
            self.say(_("End of the list."))
        elif self.shown < len(self.headlines):
            self.say(_("Enter shows more headlines; a number opens one."))

    def number(self, number: int) -> None:
        """What has this number in what was listed last."""
        if 1 <= number <= len(self.choices):
            self.choices[number - 1]()
        else:
            self.say(_("No number {n} here.").format(n=number))

    # ------------------------------------------------------------ an article

    def read(self, article: int) -> None:
        """Begin to read an article out, where it was left last; it is read now."""
        self.leave()
        self.library.upkeep.process_now(article)
        reading = self.library.open(article)
        if reading is None:
            self.say(_("This article is no longer in the library."))
            return
        if self.context.settings.read_when != "never":
            self.library.mark_read([article])
        if article not in self.trail:
            self.trail.append(article)
        self.reading = reading
        self.parts = parts_aloud(reading.article, reading.quotations, language())
        minutes = reading_minutes(reading.article)
        self.at = 0
        self.say(self.parts[0].text)
        self.say(plural("{n} min read", "{n} min read", minutes).format(n=minutes))
        if reading.place and reading.place[0] > 0:
            block = reading.place[0]
            self.at = max((n for n, part in enumerate(self.parts) if part.block < block), default=0)
            self.say(_("Enter goes on where you stopped; “top” begins anew."))
        else:
            self.say(_("Enter reads on, a paragraph at a time; “all” reads the rest."))

    def next_part(self) -> None:
        """The next paragraph; after the last one, what there is besides; then the next unread article."""
        if self.at >= len(self.parts):
            self.next_unread("")
            return
        self.at += 1
        if self.at < len(self.parts):
            self.say(self.parts[self.at].text)
            return
        reading = self.here()
        said = sum(quotation.kind in SPOKEN for quotation in reading.quotations)
        words = plural("End of the article. {n} quotation.", "End of the article. {n} quotations.", said).format(n=said)
        thread = reading.article.thread
        self.say(f"{words} {heading(thread)}." if thread.comments or thread.count else words)

    def read_all(self, _rest: str) -> None:
        """The rest of the article at once."""
        self.here()
        while self.at < len(self.parts):
            self.next_part()

    def again(self, _rest: str) -> None:
        """The paragraph that was read last."""
        self.here()
        self.say(self.parts[min(self.at, len(self.parts) - 1)].text)

    def top(self, _rest: str) -> None:
        """Its beginning."""
        self.here()
        self.at = 0
        self.say(self.parts[0].text)

    def next_heading(self, _rest: str) -> None:
        """On to the next heading."""
        self.here()
        for number in range(self.at + 1, len(self.parts)):
            if self.parts[number].heading:
                self.at = number
                self.say(self.parts[number].text)
                return
        self.say(_("No further heading."))

    def where(self, _rest: str) -> None:
        """How far the article is read."""
        article = self.here().article
        n, all_of_them = min(self.at + 1, len(self.parts)), len(self.parts)
        self.say(_("{title}: paragraph {n} of {all}.").format(title=clean_line(article.title), n=n, all=all_of_them))

    def leave(self) -> None:
        """Nothing is open any more; where one stopped is kept."""
        if self.reading:
            begun = 0 < self.at < len(self.parts) - 1
            self.library.keep_place(self.reading.number, (self.parts[self.at].block + 1, 0) if begun else None)
        self.reading, self.parts, self.at = None, [], 0

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

    def previous(self, _rest: str) -> None:
        """The article that was read before this one."""
        at = self.trail.index(self.reading.number) if self.reading else len(self.trail)
        if at == 0:
            self.say(_("No article before this one."))
        else:
            self.read(self.trail[at - 1])

    def quotes(self, _rest: str) -> None:
        """Who said what in it; a number cites one."""
        reading = self.here()
        said = [quotation for quotation in reading.quotations if quotation.kind in SPOKEN]
        self.choices = []
        for quotation in said:
            speaker = clean_line(quotation.speaker) or _("Nobody named")
            words = clean_line(quotation.spoken())
            self.offer(f"{speaker}: {words}", partial(self.say, cite(quotation, reading.article, language())))
        if not said:
            self.say(_("No quotation here."))

    def comments(self, _rest: str) -> None:
        """Its comments, each with its depth; a number says one again."""
        thread = self.here().article.thread
        self.choices = []
        self.say(heading(thread) if thread.comments else "\n".join(status_text(thread)))
        for depth, comment in thread.walk():
            answer = _("reply, level {n}").format(n=depth) + ", " if depth else ""
            words = "\n".join([f"{answer}{clean_line(comment.author)}:", *(clean_line(t.value) for t in comment.body)])
            self.offer(words, partial(self.say, words))

    def list_links(self, _rest: str) -> None:
        """Its links; from now on a number follows one."""
        links = links_of(self.here().article)
        self.choices = []
        for words, url in links:
            self.offer(f"{clean_line(words)}, {host_of(url)}", partial(self.follow, url))
        if not links:
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
        self.library.notes.save(Note(0, number, rest, url=article.url, title=article.title, outlet=article.outlet))
        self.say(_("Note saved."))

    def tag(self, rest: str) -> None:
        """Give the article tags, or take them away (-tag); alone, say which it has."""
        number, given = self.here().number, rest.split()
        tags = self.library.tags_of(number)
        if given:
            gone = {tag[1:] for tag in given if tag.startswith("-")}
            kept = [tag for tag in [*tags, *given] if not tag.startswith("-") and tag not in gone]
            self.library.tag([number], kept)
            tags = self.library.tags_of(number)
        self.say(_("Tags: {tags}").format(tags=clean_line(", ".join(tags))) if tags else _("No tags."))

    def search(self, rest: str) -> None:
        """Look for words in the whole library."""
        if not rest:
            raise NewsreaderError(_("Type the words to search for after the command: search …"))
        self.open_list(rest, ArticleFilter(query=self.library.searches.parse(rest), order=SortOrder.BEST))

    def people(self, rest: str) -> None:
        """Everyone quoted; with a name, what they said."""
        found = filter_people(self.library.people.all(), rest)[: 3 * FEW]
        self.choices = []
        for person in found:
            self.offer(f"{clean_line(person.name)}, {person.count}", partial(self.sayings, person.names))
        if not found:
            self.say(_("Nobody is quoted."))

    def sayings(self, names: Sequence[str]) -> None:
        """What somebody said; a number opens the article."""
        self.choices = []
        for saying in self.library.people.sayings(names, limit=2 * FEW):
            words = f"{clean_line(saying.quotation.spoken())} ({clean_line(saying.title)})"
            self.offer(words, partial(self.read, saying.article))

    def address(self, _rest: str) -> None:
        """The address of its page."""
        self.say(clean_line(self.here().article.url))

    def undo(self, _rest: str) -> None:
        """Take back the last thing done."""
        self.say(self.library.undo())

    def refresh(self, _rest: str) -> None:
        """Fetch the feeds."""
        from newsreader.cli.commands.refresh import refresh

        refresh(self.context, now=True, drawn=False)

    def back(self, _rest: str) -> None:
        """To the headlines, or to the sections."""
        if self.reading and self.headlines:
            self.leave()
            self.shown = max(0, (self.shown - 1) // FEW * FEW)
            self.choices = [partial(self.read, one.id) for one in self.headlines[: self.shown]]
            self.more_headlines()
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
    Command(N_("previous"), N_("the article read before this one"), LineReader.previous),
    Command(N_("all"), N_("the rest of the article at once"), LineReader.read_all),
    Command(N_("repeat"), N_("the last paragraph again"), LineReader.again),
    Command(N_("top"), N_("the beginning of the article"), LineReader.top),
    Command(N_("heading"), N_("on to the next heading"), LineReader.next_heading),
    Command(N_("where"), N_("how far the article is read"), LineReader.where),
    Command(N_("quotes"), N_("who said what in the article"), LineReader.quotes),
    Command(N_("comments"), N_("its comments"), LineReader.comments),
    Command(N_("links"), N_("its links; then a number follows one"), LineReader.list_links),
    Command(N_("address"), N_("the address of its page"), LineReader.address),
    Command(N_("save"), N_("save it for later, or unsave it"), LineReader.save),
    Command(N_("unread"), N_("mark it as unread"), LineReader.unread),
    Command(N_("note"), N_("write a note on it: note WORDS"), LineReader.note),
    Command(N_("tag"), N_("its tags; tag WORDS gives some, tag -WORD takes one away"), LineReader.tag),
    Command(N_("search"), N_("search the library: search WORDS"), LineReader.search),
    Command(
        N_("people"), N_("people quoted; people NAME only some; a number lists their quotations"), LineReader.people
    ),
    Command(N_("refresh"), N_("refresh the feeds"), LineReader.refresh),
    Command(N_("undo"), N_("undo the last action"), LineReader.undo),
    Command(N_("help"), N_("this list of commands"), LineReader.help),
    Command(N_("quit"), N_("leave"), LineReader.quit),
)
