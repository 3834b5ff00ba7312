"""Stories: headlines on the same event, found by the words of their titles. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsreader.model.text import fold_preserving_length
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.feed import Headline

#: How alike two titles are (the cosine of their words' weights), and how many things they share at least: a
#: word is one, and a name of several words is one.
ALIKE, SHARED = 0.34, 2
#: Two headlines that are further apart are of two days' news.
APART = timedelta(hours=36)
#: What stands before titles of a series.
_SERIES = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
#: Words that say nothing of the event: what newspapers put before titles, and the commonest words that are not short.
_EMPTY = frozenset(
    """avec sans pour dans plus moins cette cela celle celui comme contre apres avant depuis entre encore toujours
    selon leur leurs nous vous elle elles sont etre avoir fait faire faut peut veut voici voila quand comment pourquoi
    quel quelle quels quelles dont tout tous toute toutes autre autres aussi alors ainsi jamais rien deux trois quatre
    cinq premier premiere dernier derniere nouveau nouvelle nouvelles france francais francaise francaises monde jour
    jours heure heures semaine mois annee annees direct video videos photo photos info infos infographie reportage
    enquete temoignage temoignages entretien interview edito carte decryptage analyse recit portrait replay
    exclusif podcast opinion tribune revoir regardez resume point journal edition matin soir lundi mardi mercredi
    jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
    this that with from have will what when where which there their about after before over into more most than
    your says said live update news first last year years week days could would should been were they them""".split()
)


@dataclass(frozen=True)
class Story:
    """Headlines on one event: the one that stands for them, the others, and the words that they share."""

    lead: Headline
    others: tuple[Headline, ...]
    words: tuple[str, ...] = field(default=(), compare=False)


def cluster_headlines(headlines: Sequence[Headline]) -> list[Story]:
    """Group headlines into stories; each stands at the place of its first headline.

    Each is compared with the first of each story only: chains of things that are a little alike
    do not become one story.
    """
    words = [_words(headline) for headline in headlines]
    count = Counter(word for title in words for word in title)
    # As if there were fifty more: in a short list every word would be a common one.
    rarity = {word: math.log((50 + len(headlines)) / number) for word, number in count.items()}
    sizes = [math.sqrt(sum((rarity[stem] * word.weight) ** 2 for stem, word in title.items())) for title in words]
    leads: list[int] = []
    members: dict[int, list[int]] = {}
    holding: dict[str, list[int]] = {}
    for index, title in enumerate(words):
        best, closest = -1, ALIKE
        # Only stories that share a word that is not common can be alike.
        for lead in {lead for word in title if count[word] <= 12 for lead in holding.get(word, ())}:
            if abs(headlines[lead].when - headlines[index].when) > APART:
                continue
            shared = title.keys() & words[lead].keys()
            named = any(title[word].weight > 1 and words[lead][word].weight > 1 for word in shared)
            things = min(len({each[word].thing for word in shared}) for each in (title, words[lead]))
            if things < SHARED or not named or not sizes[index] or not sizes[lead]:
                continue
            alike = sum(rarity[w] ** 2 * title[w].weight * words[lead][w].weight for w in shared)
            alike /= sizes[index] * sizes[lead]
            if alike > closest:
                best, closest = lead, alike
        if best < 0:
            leads.append(index)
            for word in title:
                holding.setdefault(word, []).append(index)
        else:
            members.setdefault(best, []).append(index)
    return [
        Story(
            headlines[lead],
            tuple(headlines[index] for index in members.get(lead, ())),
            _shared([words[lead], *(words[index] for index in members.get(lead, ()))], rarity),
        )
        for lead in leads
    ]


class _Word(NamedTuple):
    """A word of a title. Names weigh more; the words of one name count as one."""

    weight: float
    said: str
    thing: int


def _words(headline: Headline) -> dict[str, _Word]:
    """The words of a title that say something of the event, under their stems."""
    words: dict[str, _Word] = {}
    title = _SERIES.sub(" ", headline.title)
    letters = fold_preserving_length(title)
    thing, end = 0, -2
    for match in _WORD.finditer(title):
        said = match.group()
        if said[1:2] in ("’", "'") or said[2:3] in ("’", "'"):  # an article before its word: l’école, qu’il
            said = re.split("[’']", said, maxsplit=1)[1]
        plain = letters[match.end() - len(said) : match.end()]
        name = said[:1].isupper() and (match.start() > 0 or said.isupper()) and not title.isupper()
        if not (said[:1].isupper() and match.start() == end + 1 and len(said) == len(match.group())):
            thing += 1  # else it goes on with the name before
        end = match.end() if said[:1].isupper() else -2
        if len(plain) >= (3 if name else 4) and plain not in _EMPTY and not plain.isdigit():
            word = _Word(2.0 if name else 1.0, said, thing)
            words[plain[:6]] = max(words.get(plain[:6], word), word, key=lambda word: word.weight)
    return words


def _shared(members: Sequence[dict[str, _Word]], rarity: dict[str, float]) -> tuple[str, ...]:
    """The words that most of a story's titles share, the most telling first."""
    if len(members) < 2:
        return ()
    count = Counter(stem for title in members for stem in title)
    telling = sorted(
        (stem for stem, number in count.items() if number >= 2), key=lambda stem: (-count[stem] * rarity[stem], stem)
    )
    return tuple(next(title[stem].said for title in members if stem in title) for stem in telling[:4])
