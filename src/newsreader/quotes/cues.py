"""Where it stands who speaks: after the mark, before it, inside it, or further on in the sentence."""

import re
from dataclasses import dataclass, replace

from newsreader.model.quotation import Cue, SpeakerType
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.marks import Marked
from newsreader.quotes.people import Mention, People, Person
from newsreader.quotes.sentences import Paragraph

_TOKEN = re.compile(r"[\w'’\-]+")


_ARTICLE = re.compile(r"\s*(?:(?:le|la|les|son|sa|cet?|cette|the|its)\s|l['’])?", re.I)


def _article(words: str) -> int:
    match = _ARTICLE.match(words)
    return match.end() if match else 0


@dataclass(frozen=True)
class Said:
    """Who speaks, what it is, how sure, and the words that show it."""

    speaker: str = ""
    type: SpeakerType | None = None
    confidence: float = 0.0
    cue: Cue | None = None
    gender: str = ""


class Cues:
    """Finds the attribution of one quotation at a time; knows who spoke last."""

    def __init__(self, grammar: Grammar, people: People) -> None:
        self.grammar, self.people = grammar, people
        self.last = Said()
        self.last_paragraph, self.last_stop = -1, 0

    def spoke(self, said: Said, paragraph: Paragraph, span: Marked) -> None:
        """Remember who spoke last, and where."""
        self.last = said
        self.last_paragraph, self.last_stop = paragraph.number, span.outer_stop

    # ------------------------------------------------------------ after the closing mark

    def after(self, paragraph: Paragraph, span: Marked) -> Said | None:
        """`"…", explique X` · `"…", a-t-il dit` · `"…", selon X`, right after the mark."""
        _begin, end = paragraph.sentence(max(span.outer_start, span.outer_stop - 2))
        end = max(end, span.outer_stop)
        clause = paragraph.masked[span.outer_stop : end]
        if not clause.strip() or clause.lstrip()[:1] in ".;:?!":
            return None
        according = re.match(r"[\s,]*(?=" + self.grammar.according.pattern + ")", clause, re.I)
        if according and (match := self.grammar.according.match(clause, according.end())):
            return self._according(paragraph, match, span.outer_stop)
        strict = clause.lstrip()[:1] not in (",", "–", "—")
        inverted = self._inverted(paragraph, clause, span.outer_stop, strict)
        return inverted or self._straight(paragraph, clause, span.outer_stop)

    def later(self, paragraph: Paragraph, span: Marked) -> Said | None:
        """`"a" et "b" …, a indiqué X`: an inverted verb of saying further on in the sentence."""
        _begin, end = paragraph.sentence(span.outer_start)
        clause = paragraph.masked[span.outer_stop : end]
        for comma in self.grammar.later.finditer(clause):
            if said := self._inverted(paragraph, clause[comma.end() :], span.outer_stop + comma.end(), strict=True):
                return replace(said, confidence=said.confidence * 0.95)
        for match in self.grammar.likewise.finditer(clause):
            if self.grammar.saying(match["verb"]):
                cue = Cue(
                    match["verb"],
                    paragraph.number,
                    span.outer_stop + match.start("verb"),
                    span.outer_stop + match.end("verb"),
                )
                subject = self._subject_after(paragraph, span.outer_stop + match.start(), span.outer_stop + match.end())
                if subject:
                    return self._said(subject, cue)
        for match in self.grammar.according.finditer(clause):
            if re.search(r"[,\s]$", clause[: match.start()]) and match.group().strip().lower() != "pour":
                return self._according(paragraph, match, span.outer_stop)
        return None

    def _inverted(self, paragraph: Paragraph, clause: str, offset: int, strict: bool) -> Said | None:
        match = self.grammar.inverted.match(clause)
        if match is None:
            return None
        verb = match["verb"]
        pronoun = match["pronoun"] or match["pronoun2"] or ""
        words = re.split(r"[\s-]+", verb)
        known = any(self.grammar.saying(word) for word in words)
        if strict and not known and not (pronoun and "-" in verb):
            return None
        cue = Cue(verb, paragraph.number, offset + match.start("verb"), offset + match.end("verb"))
        start = offset + match.start("rest")
        stop = start + self._reach(match["rest"])
        if pronoun == "on":
            # `peut-on lire dans Les Échos`: whoever it is read in.
            read = self.people.within(paragraph.number, start, min(stop, start + 40))
            return self._said(read[0], cue) if read else None
        if pronoun:
            return self.pronoun(paragraph, pronoun, offset, cue)
        text = self.grammar.texts.match(paragraph.masked, start + _article(match["rest"]))
        if text and known:
            return Said(text.group(), SpeakerType.DOCUMENT, 0.75, cue)
        subject = self._subject_after(paragraph, start, stop)
        somebody = self.grammar.somebody.match(paragraph.masked, start) if known else None
        if somebody and (subject is None or subject.start > somebody.end("words")):
            # `a ajouté un ténor de la droite sur X`: whoever is meant, it is not the next name.
            return Said(somebody["words"].strip(), SpeakerType.ANONYMOUS, 0.6, cue)
        if subject is None:
            return None
        gap = paragraph.masked[start : subject.start].strip()
        if not known and len(gap) >= (1 if verb.endswith("ment") else 14):
            return None  # an adverb, or a verb that says nothing
        if known and subject.person:
            subject.person.evidence += 1  # who speaks is somebody
        return self._said(subject, cue)

    def _straight(self, paragraph: Paragraph, clause: str, offset: int) -> Said | None:
        """`"…", X said`: where a language keeps the subject before the verb."""
        match = self.grammar.straight.match(clause)
        if match is None or not self.grammar.saying(match["verb"]):
            return None
        cue = Cue(match["verb"], paragraph.number, offset + match.start("verb"), offset + match.end("verb"))
        if match["subject"].lower() in self.grammar.pronouns:
            return self.pronoun(paragraph, match["subject"].lower(), offset, cue)
        subject = self._subject_after(paragraph, offset, offset + match.end("subject"))
        return self._said(subject, cue) if subject else None

    @staticmethod
    def _reach(rest: str) -> int:
        """How far the subject may stand: to the next verb's clause, a comma after it aside."""
        stop = re.search(r"[;:«»\"“”()]|\s(?:qui|dont|où|que|et)\s", rest)
        return stop.start() if stop else len(rest)

    def _subject_after(self, paragraph: Paragraph, start: int, stop: int) -> Mention | None:
        mentions = self.people.within(paragraph.number, start, stop)
        subjects = [m for m in mentions if m.subject]
        # `a déclaré le maire, X`: the name that a comma adds is the same person's.
        return subjects[0] if subjects else None

    def _according(self, paragraph: Paragraph, match: re.Match[str], offset: int) -> Said | None:
        words = match.group().strip().lower()
        cue = Cue(
            match.group().strip(),
            paragraph.number,
            offset + match.start(),
            offset + match.start() + len(match.group().rstrip()),
        )
        start = offset + match.end()
        if words.endswith("yeux"):
            return self.pronoun(paragraph, "", offset + match.start(), cue)
        pronoun = re.match(
            r"(lui|elle|eux|elles|ce dernier|cette dernière|celui-ci|celle-ci)(?!\w)", paragraph.masked[start:], re.I
        )
        if pronoun:
            return self.pronoun(paragraph, pronoun.group(1).lower(), offset + match.start(), cue)
        if words == "pour qui":
            person = self.people.last(paragraph.number, offset + match.start(), reach=0, subjects=False)
            return Said(person.name, SpeakerType.PERSON, 0.8, cue) if person else None
        found = self.people.within(paragraph.number, start, start + 60)
        itself = re.match(r"[\w'’ ]{3,40}?\bqu['’](il|elle)\s", paragraph.masked[start:])
        if itself:
            return self.pronoun(paragraph, itself.group(1), offset + match.start(), cue)
        if words == "pour" and found and not (found[0].person or found[0].described):
            return None
        if not found or found[0].start - start > 25 or re.search(r"[,;:.]", paragraph.masked[start : found[0].start]):
            return None
        return self._said(found[0], cue)

    # ------------------------------------------------------------ inside the marks

    def inside(self, paragraph: Paragraph, index: int) -> Said | None:
        """`…, poursuit X. …`: who speaks by the incises of a quotation."""
        for incise in paragraph.incises[index]:
            cue = Cue(paragraph.text[slice(*incise.verb)], paragraph.number, *incise.verb)
            if incise.pronoun and incise.pronoun != "on":
                return self.pronoun(paragraph, incise.pronoun, paragraph.spans[index].outer_start, cue)
            subject = self._subject_after(paragraph, incise.rest, incise.stop)
            if subject:
                return self._said(subject, cue)
        return None

    # ------------------------------------------------------------ before the opening mark

    def before(self, paragraph: Paragraph, span: Marked) -> Said | None:
        """`X a dénoncé "…"` · `X : "…"` · `selon X, "…"`, in the sentence that leads to the mark."""
        begin, _end = paragraph.sentence(span.outer_start)
        clause = paragraph.masked[begin : span.outer_start]
        if not clause.strip():
            return None
        for match in self.grammar.according.finditer(clause):
            opens = not clause[: match.start()].strip() or re.search(r"[,;:]\s*$", clause[: match.start()])
            himself = re.match(r"(?:lui|elle|eux)(?!\w)", clause[match.end() :])
            if (opens or himself) and (said := self._according(paragraph, match, begin)):
                return said
        verb = self._verb(clause)
        colon = clause.rstrip(" \u00a0\u202f").endswith(":")
        if verb is None and not colon:
            return None
        at = begin + (verb.start() if verb else len(clause.rstrip(" \u00a0:")))
        cue = Cue(verb.group() if verb else ":", paragraph.number, at, at + len(verb.group() if verb else ":"))
        return self._subject_before(paragraph, begin, at, cue, colon, span.outer_start)

    def _verb(self, clause: str) -> re.Match[str] | None:
        """The verb of saying that governs the end of a clause: the last, or the first with a "que"."""
        last = self._last_verb(clause)
        if last is None:
            return None
        earlier = self._last_verb(clause[: last.start()])
        while earlier:
            rest = re.findall(r"[\w-]+['’]?", clause[earlier.end() : earlier.end() + 24].lower())[:2]
            if (
                self.grammar.that & set(rest[:2])
                and not re.search(r"[;:]", clause[earlier.end() :])
                and not last.group().endswith("ant")
            ):
                return earlier
            earlier = self._last_verb(clause[: earlier.start()])
        return last

    def _last_verb(self, clause: str) -> re.Match[str] | None:
        tokens = list(_TOKEN.finditer(clause))
        for place in range(len(tokens) - 1, -1, -1):
            word = tokens[place].group().lower()
            if re.search(r"[;·]", clause[tokens[place].end() :]) and ";" in clause[tokens[place].end() :]:
                return None
            if not self.grammar.saying(word):
                continue
            before = tokens[place - 1].group().lower() if place else ""
            if before in self.grammar.determiners or (before in self.grammar.governors and word.endswith("e")):
                continue
            if word.endswith(("é", "ée", "és", "ées", "i", "u", "is", "it")) and not word.endswith(
                ("ait", "oit", "dit", "crit", "uit")
            ):
                near = {token.group().lower() for token in tokens[max(0, place - 4) : place]}
                near |= {re.sub(r"^(?:l|qu|n|m|t|j)['’]", "", token) for token in near}
                if not near & self.grammar.auxiliaries:
                    # Coordinated: `a dénoncé … et salué "…"` has its subject before the first verb.
                    earlier = (
                        self._last_verb(clause[: tokens[place - 1].start()])
                        if before in ("et", "puis", "and")
                        else None
                    )
                    if earlier is None:
                        continue
                    return earlier
            return tokens[place]
        return None

    def _subject_before(
        self, paragraph: Paragraph, begin: int, verb: int, cue: Cue, colon: bool, mark: int
    ) -> Said | None:
        lead = paragraph.masked[begin:verb]
        inverted = re.match(r"[\w'’-]*-(?:t-)?(ils?|elles?|on)(?!\w)", paragraph.masked[verb:])
        if inverted:
            return self.pronoun(paragraph, inverted.group(1), begin, cue)
        if cue.text.endswith("ant") and lead.strip():
            # `X jugeant "…"`: whoever stands right before.
            beside = [m for m in self.people.within(paragraph.number, begin, verb) if verb - m.stop <= 2]
            if beside:
                return self._said(beside[-1], cue)
        if not lead.strip() and cue.text.endswith("ant"):
            # `Répondant "…", X a ajouté`: the subject comes after.
            follows = self._subject_after(paragraph, mark, paragraph.sentence(mark)[1])
            return self._said(follows, cue, 0.9) if follows else None
        if re.match(r"\s*(?:Et|Puis)\s(?:de\s|d['’])$", lead):
            return replace(self.last, cue=cue, confidence=0.85) if self.last.speaker else None
        near = re.search(r"(?<![\w-])(ils?|elles?|on|je|nous)\s(?:\S+\s){0,4}$", lead, re.I)
        mentions = self.people.within(paragraph.number, begin, verb)
        subjects = [m for m in mentions if m.subject and not (near and m.start > begin + near.start())]
        if near and not (subjects and subjects[-1].stop > begin + near.start()):
            pronoun = near.group(1).lower()
            if pronoun in ("il", "elle", "ils", "elles"):
                return self.pronoun(paragraph, pronoun, begin + near.start(), cue)
        if subjects:
            # Of several, the one nearest to the verb that no verb stands between.
            sure = [m for m in subjects if m.described or (m.person and m.person.evidence > 0)]
            return self._said((sure or subjects)[-1], cue, 0.95)
        after = self._subject_after(paragraph, verb + len(cue.text), mark)
        if colon and after:
            return self._said(after, cue, 0.8)
        if colon and cue.text == ":":
            return self._said(mentions[0], cue, 0.7) if mentions else None
        if re.match(r"\s*(?:[A-ZÀ-Ü][\w'’-]*\s)?", lead) and self.last.speaker and len(lead) < 25:
            return replace(self.last, cue=cue, confidence=min(self.last.confidence, 0.7))
        if (
            cue.text.endswith("ant")
            and self.last.speaker
            and (self.last_paragraph, self.last_stop)
            > (
                paragraph.number,
                begin,
            )
        ):
            # `"…", a-t-elle dit, tout en concédant que "…"`
            return replace(self.last, cue=cue, confidence=self.last.confidence * 0.95)
        if opening := re.match(r"\s*(ils?|elles?)\s", lead, re.I):
            # `Elle a réagi à …, se disant "…"`: the subject of the whole sentence.
            return self.pronoun(paragraph, opening.group(1).lower(), begin, cue)
        person = self.people.last(paragraph.number, begin)
        return Said(person.name, SpeakerType.PERSON, 0.55, cue) if person else None

    # ------------------------------------------------------------ without a cue

    def carried(self, paragraph: Paragraph, span: Marked, first: bool) -> Said | None:
        """Who goes on speaking: whoever the sentence before is about, else who spoke last."""
        begin, _end = paragraph.sentence(span.outer_start)
        following = self._told_after(paragraph, span)
        since = max([s.outer_stop for s in paragraph.spans if s.outer_stop <= span.outer_start], default=0)
        between = [m for m in self.people.within(paragraph.number, since, begin) if m.subject and m.person]
        if between and begin > since:
            person = between[-1].person
            if person:
                return Said(person.name, SpeakerType.PERSON, 0.65)
        if following:
            return following
        if (recent := self._since_last(paragraph, span.outer_start, "")) and begin == 0:
            return Said(recent.name, SpeakerType.PERSON, 0.6)
        if self.last.speaker:
            return replace(self.last, confidence=min(self.last.confidence, 0.9) * 0.85, cue=None)
        here = self.people.within(paragraph.number, begin, span.outer_start)
        if here and here[0].described and here[0].subject and self.grammar.plural.match(here[0].words):
            return self._said(here[0], None, 0.8)
        if here and here[0].person and not first:
            return Said(here[0].person.name, SpeakerType.PERSON, 0.5)
        return None

    def _told_after(self, paragraph: Paragraph, span: Marked) -> Said | None:
        """`"…" X analyse …` · `"…", les syndicats ont appelé …`: the sentence after is about who spoke."""
        rest = paragraph.masked[span.outer_stop : span.outer_stop + 90]
        gap = re.match(r"[\s\u00a0]*,?[\s\u00a0]*", rest)
        start = span.outer_stop + (gap.end() if gap else 0)
        found = self.people.within(paragraph.number, start, start + 60)
        if not found:
            return None
        pointing = self.grammar.pointing.match(paragraph.masked, start)
        if pointing and found[0].start - pointing.end() <= 1:
            return self._said(found[0], None, 0.9)
        if found[0].start == start and (found[0].described or (found[0].person and found[0].person.evidence > 0)):
            verb = re.match(r"\s+(?:[a-zà-ÿ]+\s)?", paragraph.masked[found[0].stop :])
            words = re.findall(r"[\w'’-]+", paragraph.masked[found[0].stop : found[0].stop + 60])[:4]
            if "," in rest[: gap.end() if gap else 0] or (verb and any(self.grammar.saying(word) for word in words)):
                return self._said(found[0], None, 0.75)
        return None

    def _since_last(self, paragraph: Paragraph, offset: int, gender: str) -> Person | None:
        """Who was named as a subject after the last quotation, in this paragraph or the two before."""
        spoke = (self.last_paragraph, self.last_stop)
        for mention in reversed(self.people.mentions):
            place = (mention.paragraph, mention.start)
            if place >= (paragraph.number, offset):
                continue
            if place < spoke or paragraph.number - mention.paragraph > 2:
                break
            if mention.person and mention.subject and mention.person.evidence > 0 and mention.person.may_be(gender):
                return mention.person
        return None

    # ------------------------------------------------------------ from words to a speaker

    def pronoun(self, paragraph: Paragraph, pronoun: str, offset: int, cue: Cue) -> Said:
        """`il`, `elle`: whom the paragraph is about, else who spoke last, else who was named last."""
        gender = self.grammar.pronouns.get(pronoun, "")
        if gender == "p":
            return self._several(paragraph, offset, cue)
        here = [
            m
            for m in self.people.within(paragraph.number, 0, offset)
            if m.subject and m.person and m.person.evidence > 0 and m.person.may_be(gender)
        ]
        spoke = self.last.cue.block if self.last.cue else -1
        if here and not (spoke == paragraph.number and self.last.cue and self.last.cue.start > here[-1].start):
            begin, _end = paragraph.sentence(offset)
            earlier = [m for m in here if m.start < begin] or here
            chosen = earlier[-1].person
            if chosen:
                return Said(chosen.name, SpeakerType.PERSON, 0.85, cue, gender)
        if recent := self._since_last(paragraph, offset, gender):
            return Said(recent.name, SpeakerType.PERSON, 0.75, cue, gender)
        if self.last.speaker and self._fits(self.last, gender):
            return replace(self.last, confidence=0.8, cue=cue)
        described = [
            m
            for m in self.people.within(paragraph.number, 0, offset)
            if m.described and m.subject and m.gender in ("", gender)
        ]
        if described:
            return self._said(described[-1], cue, 0.9)
        person = self.people.last(paragraph.number, offset, gender, reach=4)
        if person:
            return Said(person.name, SpeakerType.PERSON, 0.7, cue, gender)
        return Said(cue=cue)

    def _several(self, paragraph: Paragraph, offset: int, cue: Cue) -> Said:
        for mention in reversed(self.people.mentions):
            if (mention.paragraph, mention.start) < (paragraph.number, offset) and self.grammar.plural.match(
                mention.words
            ):
                if paragraph.number - mention.paragraph > 2:
                    break
                return self._said(mention, cue, 0.8)
        return replace(self.last, confidence=0.5, cue=cue)

    def _fits(self, said: Said, gender: str) -> bool:
        person = next((p for p in self.people.persons if p.name == said.speaker), None)
        return person.may_be(gender) if person else said.type is not SpeakerType.ORGANISATION

    def _said(self, mention: Mention, cue: Cue | None, factor: float = 1.0) -> Said:
        speaker, kind, sure = self.people.resolve(mention)
        return Said(speaker, kind, sure * factor, cue, mention.gender)
