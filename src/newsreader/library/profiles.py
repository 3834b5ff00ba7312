"""Profiles: figures about the quotations of one person."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from newsreader.library.service import Service
from newsreader.model.article import Article
from newsreader.model.profile import (
    ChangedQuotation,
    Profile,
    as_it_was,
    months,
    role_spans,
    telling_words,
)
from newsreader.model.query import About, All, Dated, Query, Said
from newsreader.model.quotation import QuotationInArticle
from newsreader.model.text_search import words_at

#: How many topics, outlets and neighbours are told, and how many articles that were changed are looked into.
_TOPICS, _OUTLETS, _BESIDE, _CHANGED = 20, 12, 12, 50


class Profiles(Service):
    """Computes the profiles of people; `Library.profiles`."""

    def of(self, names: Sequence[str], about: Query | None = None, since: datetime | None = None) -> Profile:
        """Compute the profile of the person with these names, over all articles or over those that match a search and
        are not older than a date."""
        asked: list[Query] = [Said(tuple(names))]
        asked += [About(about)] if about else []
        asked += [Dated(since=since)] if since else []
        store = self._store.quotations
        quotations = store.find(All(tuple(asked)))
        articles = sorted({quoted.article for quoted in quotations})
        outlets = Counter(quoted.outlet for quoted in quotations if quoted.outlet)
        return Profile(
            names=tuple(names),
            count=len(quotations),
            articles=len(articles),
            uncertain=store.count(Said(("",)), articles=articles) if articles else 0,
            roles=role_spans(quotations),
            months=months(quotations),
            topics=telling_words(quotations, store.total(), store.having, _TOPICS),
            outlets=tuple(outlets.most_common(_OUTLETS)),
            beside=tuple(store.beside(articles, names, _BESIDE)),
            changed=self._changed(quotations),
        )

    def _changed(self, quotations: Sequence[QuotationInArticle]) -> tuple[ChangedQuotation, ...]:
        """Those that an earlier version of their article had otherwise, the newest first."""
        revised = self._store.revisions.among({quoted.article for quoted in quotations})[:_CHANGED]
        changes = []
        for article in revised:
            versions = self._store.revisions.of(article)
            for quoted in (each for each in quotations if each.article == article):
                for until, version in reversed(versions):  # the last that had it otherwise
                    before = as_it_was(quoted.quotation.spoken().replace(" […] ", " "), _paragraphs(version))
                    if before is not None:
                        changes.append(ChangedQuotation(quoted, until, before))
                        break
        return tuple(sorted(changes, key=lambda change: change.noticed, reverse=True))


def _paragraphs(article: Article) -> list[str]:
    return [article.title, article.standfirst.value, *(words_at(article, n) for n in range(len(article.blocks)))]
