"""The mentions that may show who speaks a span, and so make slots of it, with features for each.

A feature's name says where the mention stands, then what is seen; the letter is the mention's kind.
"""

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mention_features import what
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.other_sentences import paragraph_above, paragraph_below, sentence_above, sentence_below
from newsreader.quotes.own_sentence import after, before, in_reporting_clause
from newsreader.quotes.ranker import Features
from newsreader.quotes.spans import Span, near

#: How many paragraphs above a span may hold its speaker; of more than three it is as of three.
ABOVE, _FURTHEST = 4, 3
#: Nobody so many letters away speaks, however long the paragraph.
_FAR = 2500
#: What speaks only where it stands.
_NEAR_ONLY = (MentionKind.PRONOUN, MentionKind.NOUN, MentionKind.DOCUMENT)

#: Mentions with their features.
FeaturedMentions = list[tuple[Mention, Features]]


class MentionSlots:
    """Finds the mentions that may show who speaks the spans of a discourse. Independent of the ranker, and cached: it
    is asked again."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._beside: dict[Span, FeaturedMentions] = {}
        self._above: dict[tuple[int, int, bool], FeaturedMentions] = {}

    def beside(self, span: Span) -> FeaturedMentions:
        """The mentions of a span's own paragraph and of the one below."""
        if span not in self._beside:
            at = span.mark.start
            mentions = near(self.discourse.inside[span.paragraph], at) + self._below(span)
            self._beside[span] = [
                (mention, features)
                for mention in mentions
                if -_FAR < mention.start - at < _FAR and (features := mention_features(self.discourse, span, mention))
            ]
        return self._beside[span]

    def _below(self, span: Span) -> list[Mention]:
        """The mentions of the paragraph below a span that may have to do with it."""
        below = span.paragraph + 1
        if below >= len(self.discourse.inside):
            return []
        text = self.discourse.paragraphs[below].text
        return [
            mention for mention in near(self.discourse.inside[below], span.mark.start)
            if (mention.start < 3 and len(text) - mention.stop < 3) or (span.bare and mention.inversion == "say")
        ]  # fmt: skip

    def above(self, paragraph: int, span: Span) -> FeaturedMentions:
        """The mentions of an earlier paragraph: the same for every span that is as far, so the same list."""
        gap, opens = span.paragraph - paragraph, span.begin == 0
        key = (paragraph, min(gap, _FURTHEST), opens)
        if key not in self._above:
            inside = self.discourse.inside[paragraph]
            self._above[key] = [
                (mention, [*paragraph_above(self.discourse, mention, gap, opens), *what(self.discourse, mention)])
                for mention in near(inside, len(self.discourse.paragraphs[paragraph].text))
                if mention.kind not in _NEAR_ONLY and (gap == 1 or mention.subject)
            ]
        return self._above[key]


def mention_features(discourse: Discourse, span: Span, mention: Mention) -> Features | None:
    """The features of a mention beside a span, None where it cannot show the speaker."""
    features: list[str] | None
    if mention.paragraph > span.paragraph:
        features = paragraph_below(discourse, span, mention)
    elif span.within_reporting_clause(mention):
        features = in_reporting_clause(mention)
    elif span.mark.start <= mention.start < span.mark.stop:
        return None
    elif span.mark.outer_stop <= mention.start < span.end:
        features = after(discourse, span, mention)
    elif span.begin <= mention.start < span.mark.outer_start:
        features = before(discourse, span, mention)
    elif mention.start < span.begin:
        features = sentence_above(discourse, span, mention)
    else:
        features = sentence_below(discourse, span, mention)
    if features and span.asked:
        features.append(f"asked {mention.letter}{'s' if mention.subject else '-'}")
    if features:
        features += what(discourse, mention)
    return features
