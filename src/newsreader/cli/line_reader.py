"""`newsreader read`: reading line by line, for screen readers and terminals without full-screen output.

Everything is numbered; what is typed is a number or a word, which may be begun only. Nothing moves, nothing is
drawn: each answer is plain text below the question.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsreader.cli.context import Context
from newsreader.cli.spoken_article import SpokenArticle
from newsreader.i18n import _, everywhere, labelled, language, plural
from newsreader.library.core import Library
from newsreader.library.open_article import OpenArticle
from newsreader.model.article_filter import PAGE, ArticleFilter
from newsreader.model.errors import NewsreaderError
from newsreader.model.text import clean_line, fold
from newsreader.model.values import dataclass
from newsreader.render.dates import moment_aloud

if TYPE_CHECKING:
    from newsreader.model.feed import Headline

#: How many headlines are read out at a time.
FEW = 10


@dataclass(frozen=True)
class Command:
    """A command of the line reader, with its help."""

    word: str
    words: str
    do: Callable[["LineReader", str], None]


class LineReader:
    """Reads commands and prints their results; knows whether it is in the sections, a list of headlines, or an
    article."""

    def __init__(
        self,
        library: Library,
        context: Context,
        commands: Sequence["Command"],
        say: Callable[[str], None] = print,
    ) -> None:
        self.library, self.context, self.commands, self.say = library, context, commands, say
        self.filter = ArticleFilter()
        self.headlines: list[Headline] = []
        #: How many of them were said; and what each number does of what was listed last.
        self.shown, self.choices = 0, list[Callable[[], None]]()
        self.spoken: SpokenArticle | None = None
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
        """Run what was typed: a number, a command, or nothing for more."""
        if not line:
            self.go_on()
        elif line.isdecimal():
            self.number(int(line))
        else:
            word, _space, rest = line.partition(" ")
            word = {"?": "help", "q": "quit"}.get(word, word)
            known = {each: [fold(name) for name in everywhere(each.word)] for each in self.commands}
            commands = [each for each, names in known.items() if any(name.startswith(fold(word)) for name in names)]
            exact = [each for each in commands if fold(word) in known[each]]
            if len(exact or commands) != 1:
                names = ", ".join(_(each.word) for each in commands or self.commands)
                self.say(_("Unknown command “{word}”. Commands: {names}.").format(word=word, names=names))
                return
            (exact or commands)[0].do(self, rest.strip())

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
        for name, wanted in sections:
            count = unread[wanted.feed] if wanted.feed else self.library.count(replace(wanted, unread=True), PAGE)
            many = str(count) if wanted.feed else _how_many(count)
            more = ", " + plural("{n} unread", "{n} unread", count).format(n=many) if count else ""
            self.offer(f"{name}{more}", partial(self.open_list, name, wanted))

    def offer(self, words: str, do: Callable[[], None]) -> None:
        """Say it with a number, which does this from now on."""
        self.choices.append(do)
        self.say(f"{len(self.choices)}. {words}")

    def open_list(self, name: str, wanted: ArticleFilter) -> None:
        """The headlines of a section."""
        self.leave()
        self.filter, self.headlines, self.shown, self.choices = wanted, self.library.headlines(wanted), 0, []
        count = len(self.headlines)
        sentence = plural("{name}: {n} article.", "{name}: {n} articles.", count)
        self.say(sentence.format(name=name, n=_how_many(count)))
        if self.headlines:
            self.more_headlines()

    def go_on(self) -> None:
        """The next paragraph; more headlines; or the sections."""
        if self.spoken:
            if not self.read_on():
                self.next_unread("")
        elif self.headlines:
            self.more_headlines()
        else:
            self.list_sections()

    def more_headlines(self) -> None:
        """The next few of the list, numbered on from those before."""
        if self.shown >= len(self.headlines):
            self.headlines += self.library.headlines(self.filter, self.headlines[-1])
        few = self.headlines[self.shown : self.shown + FEW]
        now = self.library.headlines_of(
            [headline.id for headline in few], self.filter.feed
        )  # what has been read meanwhile is read
        del self.choices[self.shown :]
        for headline in few:
            headline = now.get(headline.id, headline)
            flags = [_("unread")] if not headline.read else []
            flags += [_("saved")] if headline.saved else []
            parts = [
                clean_line(headline.title),
                clean_line(headline.outlet),
                moment_aloud(headline.when, language()),
                *flags,
            ]
            self.offer(", ".join(part for part in parts if part), partial(self.read, headline.id))
        self.shown += len(few)
        if not few:
            self.say(_("End of the list."))
        elif self.shown < len(self.headlines):
            self.say(_("Enter shows more headlines; a number opens one."))

    def number(self, number: int) -> None:
        """Open what has this number in what was listed last."""
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
        if self.context.settings.mark_read != "never":
            self.library.mark_read([article])
        if article not in self.trail:
            self.trail.append(article)
        self.spoken = SpokenArticle(reading)
        for words in self.spoken.introduction():
            self.say(words)

    def leave(self) -> None:
        """Close the open article, and store where the reader stopped."""
        if self.spoken:
            self.library.set_reading_position(self.spoken.opened.number, self.spoken.position())
        self.spoken = None

    def spoken_here(self) -> SpokenArticle:
        """The article that is read out. Raises NewsreaderError where there is none."""
        if self.spoken is None:
            raise NewsreaderError(_("Open an article first: type its number."))
        return self.spoken

    def here(self) -> OpenArticle:
        """The open article. Raises NewsreaderError where there is none."""
        return self.spoken_here().opened

    def read_on(self) -> bool:
        """Say the next paragraph of the open article; False where there is none."""
        words = self.spoken_here().next()
        if words is not None:
            self.say(words)
        return words is not None

    def next_unread(self, _rest: str) -> None:
        """The next unread article of the list."""
        article = self.library.next_unread(self.filter, self.spoken.opened.headline if self.spoken else None)
        if article is None:
            self.say(_("No unread articles left in this list."))
        else:
            self.read(article.id)

    def previous(self, _rest: str) -> None:
        """The article that was read before this one."""
        at = self.trail.index(self.spoken.opened.number) if self.spoken else len(self.trail)
        if at == 0:
            self.say(_("No article before this one."))
        else:
            self.read(self.trail[at - 1])

    def back(self, _rest: str) -> None:
        """Go back to the headlines, or to the sections."""
        if self.spoken and self.headlines:
            self.leave()
            self.shown = max(0, (self.shown - 1) // FEW * FEW)
            self.choices = [partial(self.read, headline.id) for headline in self.headlines[: self.shown]]
            self.more_headlines()
        else:
            self.list_sections()

    def help(self, _rest: str) -> None:
        """The commands."""
        self.say(_("Type a number to open it, or Enter to go on. Words may be shortened."))
        for command in self.commands:
            self.say(labelled(_(command.word), _(command.words)))

    def quit(self, _rest: str) -> None:
        """Leave."""
        self.ended = True


def _how_many(count: int) -> str:
    """A count that ends at a page, in words: "200+" would be read out as a sum."""
    return str(count) if count < PAGE else _("at least {n}").format(n=count)
