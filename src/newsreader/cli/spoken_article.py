"""An article as `newsreader read` reads it out, a part at a time."""

from newsreader.i18n import _, language, plural
from newsreader.library.open_article import OpenArticle
from newsreader.model.quotation import SPOKEN
from newsreader.model.text import clean_line
from newsreader.render.aloud import parts_aloud
from newsreader.render.comments import heading
from newsreader.render.reading_time import reading_minutes


class SpokenArticle:
    """The parts of an open article, and the one that was read out last. Each method returns the text to print."""

    def __init__(self, opened: OpenArticle) -> None:
        """Begins where the reader stopped the last time."""
        self.opened = opened
        self.parts = parts_aloud(opened.article, opened.quotations, language())
        self.at = 0
        self._resumed = bool(opened.position and opened.position[0] > 0)
        if opened.position and self._resumed:
            block = opened.position[0]
            self.at = max((n for n, part in enumerate(self.parts) if part.block < block), default=0)

    def introduction(self) -> list[str]:
        """Return the title, the reading time, and how to go on."""
        minutes = reading_minutes(self.opened.article)
        return [
            self.parts[0].text,
            plural("{n} minute to read", "{n} minutes to read", minutes).format(n=minutes),
            _("Enter goes on where you stopped; “top” begins anew.")
            if self._resumed
            else _("Enter reads on, a paragraph at a time; “all” reads the rest."),
        ]

    def next(self) -> str | None:
        """The next paragraph; after the last one, what there is besides; then None."""
        if self.at >= len(self.parts):
            return None
        self.at += 1
        if self.at < len(self.parts):
            return self.parts[self.at].text
        count = sum(quotation.kind in SPOKEN for quotation in self.opened.quotations)
        words = plural("End of the article. {n} quotation.", "End of the article. {n} quotations.", count).format(
            n=count
        )
        thread = self.opened.article.thread
        return f"{words} {heading(thread)}." if thread.comments or thread.count else words

    def repeat(self) -> str:
        """The paragraph that was read last."""
        return self.parts[min(self.at, len(self.parts) - 1)].text

    def to_top(self) -> str:
        """Go back to the beginning."""
        self.at = 0
        return self.parts[0].text

    def next_heading(self) -> str:
        """Go on at the next heading."""
        for number in range(self.at + 1, len(self.parts)):
            if self.parts[number].heading:
                self.at = number
                return self.parts[number].text
        return _("No further heading.")

    def where(self) -> str:
        """Return how far it is read."""
        n, all_of_them = min(self.at + 1, len(self.parts)), len(self.parts)
        title = clean_line(self.opened.article.title)
        return _("{title}: paragraph {n} of {all}.").format(title=title, n=n, all=all_of_them)

    def position(self) -> tuple[int, int] | None:
        """Return where one stopped, as the library keeps it; None at the top and at the end."""
        return (self.parts[self.at].block + 1, 0) if 0 < self.at < len(self.parts) - 1 else None
