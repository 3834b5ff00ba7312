"""The people of an article: their full names, what they are called, and who a few words mean."""

import re
from collections.abc import Sequence

from newsreader.model.quotation import SpeakerType
from newsreader.quotes import french
from newsreader.quotes.marks import Marked


class People:
    """Everyone named in an article, with the places where they are named outside quotations."""

    def __init__(self, texts: Sequence[str], marked: Sequence[Sequence[Marked]]) -> None:
        self.mentions: list[tuple[int, int, str]] = []  # paragraph, offset, full name
        self.by_surname: dict[str, str] = {}
        self.roles: list[tuple[str, str]] = []  # description, full name
        for number, text in enumerate(texts):
            for match in french.NAME.finditer(text):
                name, start = self._bare(match.group(), match.start())
                if " " not in name or any(m.outer_start <= start < m.outer_stop for m in marked[number]):
                    continue
                if french.ORGANISATIONS.search(name):
                    continue
                name = self._longest(name)
                self.mentions.append((number, start, name))
                self._note_role(text, start, start + len(match.group()), name)
        for number, text in enumerate(texts):
            for match in french.SURNAME.finditer(text):
                if (full := self.by_surname.get(match.group())) and not any(
                    m.outer_start <= match.start() < m.outer_stop for m in marked[number]
                ):
                    self.mentions.append((number, match.start(), full))
        self.mentions.sort()

    @staticmethod
    def _bare(name: str, start: int) -> tuple[str, int]:
        while name:
            head, _, tail = name.partition(" ")
            if head not in french.OPENERS or not tail:
                break
            start += len(head) + 1
            name = tail
        return name, start

    def _longest(self, name: str) -> str:
        surname = name.split()[-1]
        known = self.by_surname.get(surname, "")
        if not known or (len(name) > len(known) and name.endswith(known)):
            self.by_surname[surname] = name
            return name
        return known if known.split()[0] == name.split()[0] else name

    def _note_role(self, text: str, start: int, stop: int, name: str) -> None:
        """`X, ministre de …` and `le ministre de …, X` both say what X is."""
        after = re.match(r",\s+([^,.;:()«\"“]{3,90})", text[stop:])
        if after and not french.NAME.match(after.group(1)):
            self.roles.append((after.group(1).lower(), name))
        before = re.search(
            r"(?:^|[\s('’])((?:le|la|l['’]|un|une|du|au)\s?[a-zà-ÿ][^,.;:()«»\"“”]{2,90}?),?\s*$", text[:start], re.I
        )
        if before:
            self.roles.append((before.group(1).lower(), name))

    def last_before(self, paragraph: int, offset: int, reach: int = 3) -> str:
        """Who was named last before a place, at most `reach` paragraphs up."""
        best = ""
        for number, at, name in self.mentions:
            if (number, at) >= (paragraph, offset):
                break
            if paragraph - number <= reach:
                best = name
        return best

    def who(self, words: str) -> tuple[str, SpeakerType | None, float]:
        """Whom these words name: a speaker, what it is, and how sure; ("", None, 0) for nobody."""
        words = words.strip(" \u00a0,")
        if match := french.NAME.search(words):
            name, _ = self._bare(match.group(), 0)
            if " " in name and not french.ORGANISATIONS.search(words[: match.end()].split(name)[0][-25:] + name):
                surname = name.split()[-1]
                known = self.by_surname.get(surname, name)
                return (known if known.endswith(name) else name), SpeakerType.PERSON, 0.95
        for match in french.SURNAME.finditer(words):
            if full := self.by_surname.get(match.group()):
                return full, SpeakerType.PERSON, 0.9
        if french.TITLES.search(words):
            return french.TITLES.sub("", words).split(",")[0].strip(), SpeakerType.PERSON, 0.6
        role = french.ROLE.match(words)
        if role:
            noun = role["noun"].lower()
            if french.ORGANISATIONS.search(role.group()):
                return _description(words), SpeakerType.ORGANISATION, 0.7
            if not words.lower().startswith(("un ", "une ")):
                for description, name in self.roles:
                    if re.search(rf"(?<![\w]){re.escape(noun)}(?![\w])", description):
                        return name, SpeakerType.PERSON, 0.75
            return _description(words), SpeakerType.ANONYMOUS, 0.5
        if re.match(r"(?:le |la |l['’]|les |du |de la )?[A-ZÉÈ]", words):
            return _description(words), SpeakerType.ORGANISATION, 0.6
        if re.match(r"(?:des|les|plusieurs|certains|deux|trois|cette|ces|leurs)\s", words):
            return _description(words), SpeakerType.ANONYMOUS, 0.5
        return "", None, 0.0


def _description(words: str) -> str:
    words = re.split(r"[,.;:()«»\"“”]| qui | dont | sur | dans | auprès ", words)[0]
    return re.sub(r"^(?:le |la |les |l['’]|un |une |des |du )", "", words.strip(), flags=re.I)
