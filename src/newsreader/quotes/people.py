"""The people of an article: everyone named or described in it, and whom a few words mean."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from newsreader.model.quotation import SpeakerType
from newsreader.quotes.given_names import GIVEN, gender_of
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.sentences import Paragraph

_UPPER = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆŠŽØÁÍÓÚÑ"
_LOWER = "a-zàâäçéèêëîïôöùûüÿœæáíóúñøšžłćčąę"
_CAPITAL = rf"(?:[DLOM]['’]|Mc|Mac|De)?[{_UPPER}][{_LOWER}{_UPPER}\-]*[{_LOWER}{_UPPER}](?:['’]s(?!\w))?"
_PARTICLE = r"(?:de\sla|de\sl['’]|de|du|des|d['’]|le|la|van\sder|van|von|ben|bin|el|al|di|da|dos|del|der|ten|y)"
#: Two or more capitalised words, particles and initials between.
_NAME = re.compile(
    rf"(?<![\w\-])(?:{_CAPITAL}|[{_UPPER}]\.(?:-?[{_UPPER}]\.)*)(?:[\s\u00a0](?:{_PARTICLE}[\s]?)?(?:{_CAPITAL}|[{_UPPER}]\.(?=\s[{_UPPER}])))*"
)


#: `Peut-on`: a verb and its pronoun at the start of a question, no name.
_QUESTION = re.compile(r"-(?:t-)?(?:on|ils?|elles?|je|tu|nous|vous|ce)$")
_PARTICIPLE = re.compile(r"(?:é|ée|és|ées|ant|ing|ed|ment|ly)$")


@dataclass
class Person:
    """Somebody with a name. `gender` counts what speaks for "m" and for "f"."""

    name: str
    gender: dict[str, int] = field(default_factory=lambda: {"m": 0, "f": 0})
    roles: list[str] = field(default_factory=list)
    evidence: int = 0

    def may_be(self, gender: str) -> bool:
        """Whether nothing known speaks against this gender ("" for any)."""
        if gender not in ("m", "f"):
            return True
        other = "f" if gender == "m" else "m"
        return self.gender[gender] >= self.gender[other]


@dataclass(frozen=True)
class Mention:
    """A place where somebody is named or described, outside quotations.

    `subject` is False behind a preposition, `aside` is True in brackets. `words` is the description as it stands.
    """

    paragraph: int
    start: int
    stop: int
    words: str
    person: Person | None = None
    type: SpeakerType = SpeakerType.PERSON
    subject: bool = True
    described: bool = False
    gender: str = ""
    aside: bool = False


class People:
    """Everyone in an article, in the order of the text."""

    def __init__(self, grammar: Grammar, paragraphs: Sequence[Paragraph]) -> None:
        self.grammar = grammar
        self._by_surname: dict[str, list[Person]] = {}
        self.persons: list[Person] = []
        names = [(p, *name) for p in paragraphs for name in self._names(p)]
        self._inner = {words for p, start, _stop, words, _title in names if start not in p.starts}
        # Full names first: a surname in the headline may get its given name only in the text.
        for paragraph, start, stop, words, title in names:
            if " " in words:
                self._meet(paragraph, start, stop, words, title)
        self.mentions: list[Mention] = []
        self._in: dict[int, list[Mention]] = {}
        for paragraph in paragraphs:
            here = [(start, stop, words, title) for p, start, stop, words, title in names if p is paragraph]
            mine = [m for name in here if (m := self._mention(paragraph, *name))]
            self._appositions(paragraph, mine)
            mine += self._descriptions(paragraph, mine)
            mine.sort(key=lambda mention: mention.start)
            self.mentions += mine
            self._in[paragraph.number] = mine
        self._settle()

    # ------------------------------------------------------------ names

    def _names(self, paragraph: Paragraph) -> Iterator[tuple[int, int, str, str]]:
        """Start, stop, words and title of each run of capitalised words outside quotations."""
        for match in _NAME.finditer(paragraph.masked):
            start, words, title = match.start(), match.group(), ""
            if _QUESTION.search(words):
                continue
            while words:
                head = words.replace("\u00a0", " ").partition(" ")[0]
                if head not in self.grammar.openers and head not in self.grammar.titles:
                    break
                title = head if head in self.grammar.titles else title
                start += len(head) + 1
                words = words[len(head) + 1 :]
            # Of "mais le Hamas" the article is no part, of "l'AFP Anne Bec" the agency is no given name.
            for head in words.replace("\u00a0", " ").split(" ")[:-1]:
                acronym = len(head) > 1 and head.isupper() and "." not in head and not words.isupper()
                if not (head[:1].islower() or acronym):
                    break
                if acronym:
                    yield start, start + len(head), head, ""
                start += len(head) + 1
                words = words[len(head) + 1 :]
            # Of "l'Intérieur Jean Dupont" only what begins with the given name is the name.
            parts = words.replace("\u00a0", " ").split(" ")
            given = next((n for n in range(1, len(parts) - 1) if parts[n].lower() in GIVEN), 0)
            if given and gender_of(parts[0]) is None and not parts[0].endswith("."):
                lead = " ".join(parts[:given])
                yield start, start + len(lead), lead, ""
                start += len(lead) + 1
                words = words[len(lead) + 1 :]
            before = paragraph.masked[max(0, start - 6) : start].split()
            if before and before[-1] in self.grammar.titles:
                title = before[-1]
            words = words.replace("\u00a0", " ")
            if len(words) > 1:
                yield start, start + len(words), words, title

    def _meet(self, paragraph: Paragraph, start: int, stop: int, words: str, title: str) -> None:
        """A name of several words: a person, unless it looks like anything else."""
        first = gender_of(words)
        before = paragraph.masked[max(0, start - 12) : start].lower()
        if first is None and not title:
            if self.grammar.organisations.search(words) or re.search(
                r"(?:\bla |\ble |l['’]|\bles |\bdu |\bau |\baux |\bde la |\bdes )$", before
            ):
                return
            if words.isupper() and len(words) > 12:
                return
        surname = self._surname(words)
        person = next((p for p in self._by_surname.get(surname, ()) if self._same(p.name, words)), None)
        if person is None:
            person = Person(words)
            self.persons.append(person)
            self._by_surname.setdefault(surname, []).append(person)
            if surname != words.split()[-1]:
                self._by_surname.setdefault(words.split()[-1], []).append(person)
        elif len(words) > len(person.name):
            person.name = words
        if first:
            person.gender[first] += 3
            person.evidence += 2
        if first == "":
            person.evidence += 2
        if self.grammar.titles.get(title):
            person.gender[self.grammar.titles[title]] += 4
            person.evidence += 2

    @staticmethod
    def _surname(words: str) -> str:
        """What is left of a name without its given names: `Le Pen`, `Passos Coelho`, `de Sarnez`."""
        parts = words.split()
        for count in range(len(parts) - 1, 0, -1):
            rest = parts[count:]
            if gender_of(parts[count - 1]) is not None or parts[count - 1].endswith("."):
                return " ".join(part for part in rest if part[:1].isupper())
        return parts[-1]

    @staticmethod
    def _same(one: str, other: str) -> bool:
        a, b = one.split()[0], other.split()[0]
        return a == b or ((a.endswith(".") or b.endswith(".")) and a[0] == b[0]) or one in other or other in one

    def _known(self, words: str, gender: str = "") -> Person | None:
        """The person whom a name or a surname means; of two with one surname, the one the title fits."""
        surname = words if words in self._by_surname else self._surname(words) if " " in words else words
        found = [
            p
            for p in self._by_surname.get(surname, ())
            if " " not in words or self._same(p.name, words) or words in p.name
        ]
        if not found and " " not in words:
            found = [p for p in self.persons if p.name.split()[0] == words and gender_of(words) is not None]
        fitting = [p for p in found if p.may_be(gender)] or found
        return fitting[0] if fitting else None

    def _mention(self, paragraph: Paragraph, start: int, stop: int, words: str, title: str) -> Mention | None:
        gender = self.grammar.titles.get(title, "")
        person = self._known(words, gender)
        if person is None and (title or self._behind_role(paragraph, start, words)):
            person = Person(words, evidence=3)
            if gender:
                person.gender[gender] += 4
            self.persons.append(person)
            self._by_surname.setdefault(words, []).append(person)
        if person and gender:
            person.gender[gender] += 4
        if person and words == person.name.split()[-1] and start not in paragraph.starts:
            person.evidence += 1  # called by the surname alone, as people are
        if person is None and start in paragraph.starts and words not in self._inner and _PARTICIPLE.search(words):
            return None  # a capital only because it begins a sentence
        kind = SpeakerType.PERSON if person else SpeakerType.ORGANISATION
        aside = paragraph.masked[start - 1 : start] == "("
        return Mention(
            paragraph.number, start, stop, words, person, kind, self._is_subject(paragraph, start), aside=aside
        )

    def _behind_role(self, paragraph: Paragraph, start: int, words: str) -> bool:
        """`le youtubeur Untel`: one capitalised word right after a noun of a person is whom it means."""
        lead = paragraph.masked[max(0, start - 60) : start]
        roles = [r for r in self.grammar.roles.finditer(lead) if r.end() == len(lead) - 1 and lead.endswith(" ")]
        return (
            bool(roles)
            and self.grammar.people(roles[-1]["noun"])
            and roles[-1]["article"].strip().lower() not in self.grammar.possessives  # whose daughter is not who speaks
            and not self.grammar.plural.match(roles[-1].group())
            and not self.grammar.organisations.search(words)
            and not words.isupper()
        )

    def _is_subject(self, paragraph: Paragraph, start: int) -> bool:
        """Whether no preposition stands before these words, articles and titles aside."""
        before = re.findall(r"[\w-]+['’]?\.?", paragraph.masked[max(0, start - 40) : start].lower())
        if re.search(r"[,;:()]\s*$", paragraph.masked[:start]):
            return True
        skip = {"la", "le", "les", "l'", "l’", "m.", "mme", "me", "mm.", "dr", "pr", "un", "une", "son", "sa", "ses"}
        while before and before[-1] in skip:
            before.pop()
        return not before or before[-1] not in self.grammar.governors

    # ------------------------------------------------------------ roles and descriptions

    def _appositions(self, paragraph: Paragraph, mentions: list[Mention]) -> None:
        """`X, maire de Y` and `le maire de Y, X` say what X is, and often whether a man or a woman."""
        text = paragraph.masked
        for mention in mentions:
            if mention.person is None:
                continue
            after = re.match(
                r"(?:\s\([^)]{1,20}\))?,\s+(?:(?:le|la|l['’]|un|une)\s?)?([a-zà-ÿ][^,.;:()«\"“·]{3,90})",
                text[mention.stop :],
            )
            if after:
                noun = re.match(r"(?:(?:ancien(?:ne)?|ex|premi[eè]re?|vice|jeune)[\s-])?([\w-]+)", after.group(1))
                if noun and self.grammar.people(noun.group(1)):
                    mention.person.roles.append(after.group(1).strip())
                    mention.person.evidence += 2
                    self._note_gender(mention.person, noun.group(1), after.group())
            for role in self.grammar.roles.finditer(text[max(0, mention.start - 110) : mention.start]):
                between = text[max(0, mention.start - 110) + role.end() : mention.start]
                if not self._leads_to(between) or not self.grammar.people(role["noun"]):
                    continue
                mention.person.roles.append((role["before"] + role["noun"] + between).strip(" ,"))
                mention.person.evidence += 2
                self._note_gender(mention.person, role["noun"], role.group())
                break

    def _leads_to(self, between: str) -> bool:
        """Whether only the rest of a description stands between its noun and a name: `le maire de Y, `."""
        if not between or len(between) > 80 or re.search(r"[.;:()«»\"“”·–]", between):
            return False
        head, comma, tail = between.rpartition(",")
        if comma and (tail.strip() or "," in head):
            return False
        words = re.findall(r"[\w-]+['’]?", between.lower())
        if {"et", "qui", "que", "a", "est", "ont", "avec", "dont", "sur", "pour", "par"} & set(words):
            return False
        return bool(comma) or not words or words[-1] not in self.grammar.governors | self.grammar.determiners

    def _note_gender(self, person: Person, noun: str, words: str) -> None:
        gender = self.grammar.feminine(words.strip(" ,"))
        if not gender and re.search(r"(?:trice|euse|ière|ienne|ée|eure|ante)$", noun):
            gender = "f"
        if gender == "f" or (gender == "m" and not person.gender["f"]):
            person.gender[gender] += 1

    def _descriptions(self, paragraph: Paragraph, named: list[Mention]) -> list[Mention]:
        """`la députée écologiste`, `les syndicats`, `un proche du ministre`: noun groups that can speak."""
        found = []
        text = paragraph.masked
        for match in self.grammar.roles.finditer(text):
            noun = match["noun"]
            organisation = bool(self.grammar.organisations.fullmatch(noun))
            if not organisation and not self.grammar.people(noun):
                continue
            rest = text[match.start() :]
            words = rest[
                : (cut.start() if (cut := self.grammar.breaks.search(rest, match.end() - match.start())) else 90)
            ][:90]
            words = self._short(words)
            subject = self._is_subject(paragraph, match.start()) and match["article"].lower().strip() not in (
                "au",
                "du",
            )
            # The same person as the name it stands beside.
            beside = next((m for m in named if m.person and self._leads_to(text[match.end() : m.start])), None)
            if (
                beside
                and self.grammar.indefinite.match(words)
                and any(match.end() < m.start < beside.start for m in named)
            ):
                beside = None  # `selon un proche de X, Y a …`: neither X nor Y, but somebody near X
            if beside and beside.person:
                found.append(
                    Mention(
                        paragraph.number, match.start(), beside.stop, words, beside.person, SpeakerType.PERSON, subject
                    )
                )
                continue
            beside = next((m for m in named if m.person and 0 <= match.start() - m.stop <= 3), None)
            if (
                beside
                and "," in text[beside.stop : match.start()]
                and not organisation
                and not self.grammar.plural.match(words)
            ):
                continue  # an apposition after its name
            kind = SpeakerType.ORGANISATION if organisation else SpeakerType.ANONYMOUS
            found.append(
                Mention(
                    paragraph.number,
                    match.start(),
                    match.start() + len(words.rstrip()),
                    words.strip(),
                    None,
                    kind,
                    subject,
                    True,
                    self.grammar.feminine(words),
                )
            )
        return found

    def _short(self, words: str) -> str:
        """A description without the verb that follows it."""
        for token in list(re.finditer(r"[\w'’-]+", words))[2:]:
            if self.grammar.saying(token.group()) and not re.search(r"(?:é|ée|és|ées|i|u)$", token.group()):
                return words[: token.start()]
        return words

    def _settle(self) -> None:
        """Names that nothing shows to be a person's are not one."""
        for person in self.persons:
            if person.evidence == 0 and " " not in person.name:
                person.evidence = -1

    # ------------------------------------------------------------ whom words mean

    def resolve(self, mention: Mention) -> tuple[str, SpeakerType, float]:
        """A mention to a speaker: a name where there is one, else the description, and how sure."""
        if mention.person:
            return mention.person.name, SpeakerType.PERSON, 0.95
        if mention.type is SpeakerType.ORGANISATION and not mention.described:
            return mention.words, SpeakerType.ORGANISATION, 0.7
        description = self.grammar.articles.sub("", mention.words).strip()
        if mention.type is SpeakerType.ORGANISATION:
            return description, SpeakerType.ORGANISATION, 0.75
        if self.grammar.plural.match(mention.words) or self.grammar.indefinite.match(mention.words):
            return description, SpeakerType.ANONYMOUS, 0.75
        person, sure = self._by_role(mention)
        if person:
            return person.name, SpeakerType.PERSON, sure
        return description, SpeakerType.ANONYMOUS, 0.55

    def role_of(self, name: str) -> str:
        """What the article says that somebody is, in the most words it takes."""
        roles = next((person.roles for person in self.persons if person.name == name), [])
        return max((role.strip() for role in roles if len(role) < 70), key=len, default="")

    def named(self, words: str) -> Person | None:
        """The person whom words begin by naming, a title before the name aside."""
        title = ""
        while words.split():
            head = words.split()[0]
            if head not in self.grammar.titles:
                break
            title, words = head, words[len(head) :].strip()
        match = _NAME.match(words)
        return self._known(match.group().replace("\u00a0", " "), self.grammar.titles.get(title, "")) if match else None

    def _by_role(self, mention: Mention) -> tuple[Person | None, float]:
        """The person whom a description means: by a role that the article gives, else by the last one named."""
        role = self.grammar.roles.match(mention.words)
        noun = self.grammar.plain(role["noun"]) if role else ""
        wanted = set(re.findall(r"\w{4,}", mention.words.lower()))
        best: tuple[float, Person] | None = None
        for person in self.persons:
            if not person.may_be(mention.gender if mention.gender == "f" else ""):
                continue
            for text in map(str.lower, person.roles):
                nouns = {self.grammar.plain(word) for word in re.findall(r"[\w-]+", text)[:4]}
                group = {self.grammar.alike.get(n, n) for n in nouns}
                if noun in nouns:
                    score = 2.0
                elif self.grammar.alike.get(noun, noun) in group:
                    score = 1.0
                else:
                    continue
                shared = wanted & (set(re.findall(r"\w{4,}", text)) - {noun})
                if score == 2.0 and not shared and len(wanted - {noun}) > 0 and len(text.split()) > 1:
                    score = 1.2  # another minister, perhaps
                score += 0.3 * len(shared)
                score += 0.5 * self._nearness(person, mention)
                if best is None or score > best[0]:
                    best = (score, person)
        nearest = self.last(mention.paragraph, mention.start, mention.gender, reach=0)
        if nearest and not nearest.roles and self._gap(nearest, mention) < 260 and (not best or best[0] < 1.8):
            return nearest, 0.65
        if best:
            return best[1], 0.85 if best[0] >= 1.9 else 0.75 if len(wanted) < 2 or best[0] != 1.2 else 0.6
        # A role that nobody is known to have: whoever the paragraph is about, or with nothing added to it
        # ("l'octogénaire", "la ministre") whoever was named last.
        here = self.last(mention.paragraph, mention.start, mention.gender, reach=0)
        if here and self._gap(here, mention) < 260:
            return here, 0.6
        if len(mention.words.split()) <= 3:
            return self.last(mention.paragraph, mention.start, mention.gender, reach=4), 0.55
        return None, 0.0

    def _gap(self, person: Person, mention: Mention) -> int:
        """How many characters above a mention, in its paragraph, a person was named."""
        stops = [m.stop for m in self.within(mention.paragraph, 0, mention.start) if m.person is person]
        return mention.start - max(stops) if stops else 10_000

    def _nearness(self, person: Person, mention: Mention) -> float:
        places = [
            m.paragraph
            for m in self.mentions
            if m.person is person and (m.paragraph, m.start) < (mention.paragraph, mention.start)
        ]
        return 1 / (1 + mention.paragraph - max(places)) if places else 0.0

    def last(
        self, paragraph: int, offset: int, gender: str = "", reach: int = 3, subjects: bool = True
    ) -> Person | None:
        """The person named last before a place; subjects before others of the same sentence reach."""
        if gender in ("m", "f"):
            # Whoever is known to be of that gender before whoever only may be.
            known = self._last(paragraph, offset, reach, lambda p: p.gender[gender] > 0 and p.may_be(gender), subjects)
            if known:
                return known
        return self._last(paragraph, offset, reach, lambda p: p.may_be(gender), subjects)

    def _last(
        self, paragraph: int, offset: int, reach: int, fits: Callable[[Person], bool], subjects: bool
    ) -> Person | None:
        for wanted in (True, False) if subjects else (False,):
            for mention in reversed(self.mentions):
                if (mention.paragraph, mention.start) >= (paragraph, offset) or mention.person is None:
                    continue
                if paragraph - mention.paragraph > (reach if not wanted else min(reach, 1)):
                    break
                if (mention.subject or not wanted) and mention.person.evidence > 0 and fits(mention.person):
                    return mention.person
        return None

    def within(self, paragraph: int, start: int, stop: int) -> list[Mention]:
        """The mentions of a stretch of text, in order, the longer of two that begin together."""
        found: list[Mention] = []
        for mention in self._in.get(paragraph, ()):
            if start <= mention.start < stop and not mention.aside:
                if found and mention.start < found[-1].stop:
                    continue
                found.append(mention)
        return found
