"""The people quoted in a library: their quotations, and the reader's corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.service import Service
from newsreader.library.speaker_groups import known_people, speakers_in_article, type_of
from newsreader.model.text import find_words

if TYPE_CHECKING:
    from newsreader.model.article import Article
    from newsreader.model.quotation import Quotation, QuotationInArticle, Speaker, SpeakerType
    from newsreader.model.study import StudiedQuotation


class People(Service):
    """The speakers of a library and their quotations; `Library.people`."""

    def all(self) -> list[Speaker]:
        """Return everyone quoted in the library, with the number of quotations and the last date."""
        return [speaker for speaker, _called in known_people(self._store)]

    def quotations(
        self,
        names: Sequence[str] = (),
        since: datetime | None = None,
        limit: int = -1,
        articles: Sequence[int] | None = None,
    ) -> list[QuotationInArticle]:
        """Return the quotations of any of these names (everybody, without names) in these articles (all, for
        None), newest first; -1 is no limit."""
        return self._store.quotations.quotations_by(names, since, limit, articles)

    def studied(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        outlet: str = "",
        articles: Sequence[int] | None = None,
        sections: bool = False,
    ) -> list[StudiedQuotation]:
        """Return what is said in these articles (all, without any) of an outlet (some of its name), for a study; with
        the `sections` of the articles, each of which is read for that."""
        quotations = list(self._store.quotations.studied(since, until, articles))
        if outlet:
            meant = {
                name for name in {quotation.outlet for quotation in quotations} if find_words(outlet, name, most=1)
            }
            quotations = [quotation for quotation in quotations if quotation.outlet in meant]
        if sections:
            names = {number: self._section(number) for number in {quotation.article for quotation in quotations}}
            quotations = [replace(quotation, section=names[quotation.article]) for quotation in quotations]
        return quotations

    def _section(self, article: int) -> str:
        content = self._store.articles.load(article)
        return content.section[0] if content and content.section else ""

    def aliases(self) -> dict[str, str]:
        """Return the reader’s merges of names: a name, and the person whom it means."""
        return self._store.quotations.aliases()

    def speaker_numbers(self, quotations: Sequence[QuotationInArticle]) -> dict[int, int]:
        """Return which of the speakers of its article, from 0, one person is, for the articles of these quotations."""
        spoken = self._store.quotations.order([quoted.article for quoted in quotations])
        return {
            quoted.article: spoken[quoted.article].index(quoted.quotation.speaker)
            for quoted in quotations
            if quoted.quotation.speaker in spoken.get(quoted.article, ())
        }

    def merge(self, names: Sequence[str], person: str) -> None:
        """The reader knows better: these names mean this person."""
        with self._undoable(_("merge people")) as step:
            self._store.quotations.set_alias(step, names, person)

    def split(self, names: Sequence[str]) -> None:
        """The reader knows better: each of these names is somebody else."""
        with self._undoable(_("split people")) as step:
            self._store.quotations.set_alias(step, names, "")

    def in_article(self, article: int) -> list[Speaker]:
        """List those who may say something in an article: whoever is quoted in it, then whoever is named. It takes some
        milliseconds."""
        from newsreader.quotes.named import people_named  # it brings the whole engine with it

        content, headline = self._store.articles.load(article), self._store.headlines.headlines_of([article])
        if content is None or not headline:
            return []
        return speakers_in_article(self._store.quotations.of(article), people_named(content), headline[0].when)

    def correct(self, article: int, quotation: Quotation, speaker: str, kind: SpeakerType | None = None) -> bool:
        """The reader knows better who says this: `speaker`, "" for nobody that can be told. Without a `kind` they are
        what they are elsewhere in the library, else a person; False where the article does not say it any more."""
        with self._undoable(_("who says it")) as step:
            if speaker and kind is None:
                kind = type_of(speaker, self._store.quotations.speakers())
            return self._store.corrections.correct(step, article, quotation, speaker, kind, self._now())

    def corrected(self) -> Iterator[tuple[Article, tuple[Quotation, ...]]]:
        """The articles in which the reader has corrected who says what, the newest first, with their quotations."""
        for number in self._store.corrections.articles():
            if article := self._store.articles.load(number):
                yield article, self._store.quotations.of(number)
