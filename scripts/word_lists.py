"""Write the word lists of `quotes/words/`: `python scripts/word_lists.py FR.dic FR.aff FAKER.whl WORDFREQ.whl EN`.

FR.dic and FR.aff are the French spelling dictionary of Dicollecte (MPL 2.0, Debian's hunspell-fr-comprehensive); FAKER
is the wheel of Faker (MIT), for given names of the world; WORDFREQ that of wordfreq (data CC BY-SA 4.0), which tells
the words that are frequent enough to keep; EN is SCOWL's list of English words (Debian's wamerican). Needs msgpack.
Nothing of any article enters a list.
"""

import ast
import gzip
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgpack  # type: ignore[import-not-found]

WORDS = Path(__file__).resolve().parent.parent / "src/newsreader/quotes/words"

#: wordfreq groups words by the centibels of their frequency: the higher, the rarer.
_COMMON, _VERB, _PERSON = 550, 620, 640
_FORMS = {"3sg": "f", "3pl": "f", "3pl!": "f", "ppas": "p", "ppre": "g"}
_RARE = ("assent", "ssent", "ât", "ît", "ût")
_HEADER = "# {what}\n# Drawn by scripts/word_lists.py from {source}.\n"
_DICOLLECTE = "the French dictionary of Dicollecte (Grammalecte), MPL 2.0, by the frequencies of wordfreq, CC BY-SA 4.0"


def frequencies(wheel: Path, language: str) -> dict[str, int]:
    """Words with the centibels of their frequency."""
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read(f"wordfreq/data/large_{language}.msgpack.gz")
    groups = msgpack.unpackb(gzip.decompress(packed), raw=False)[1:]
    return {word: rank for rank, words in enumerate(groups) for word in words}


def suffixes(path: Path) -> dict[str, list[tuple[str, str, re.Pattern[str], str]]]:
    """The suffix rules by flag: what to cut, what to add, where, and the tags of the form."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str], str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            cut = "" if parts[2] == "0" else parts[2]
            added = parts[3].partition("/")[0]
            where = re.compile(parts[4] + "$")
            rules[parts[1]].append((cut, "" if added == "0" else added, where, " ".join(parts[5:])))
    return rules


def forms(dic: Path, aff: Path) -> Iterator[tuple[str, str, str]]:
    """Every form of the dictionary: (form, lemma, tags)."""
    rules = suffixes(aff)
    for line in dic.read_text(encoding="utf-8").splitlines()[1:]:
        head, _space, tags = line.partition(" ")
        lemma, _slash, flags = head.partition("/")
        yield lemma, lemma, tags + (" F" if flags[:1] == "F" else "")
        for at in range(0, len(flags), 2):
            for cut, added, where, more in rules.get(flags[at : at + 2], ()):
                if where.search(lemma):
                    yield lemma[: len(lemma) - len(cut)] + added, lemma, tags + " " + more


def verbs(all_forms: list[tuple[str, str, str]], rank: dict[str, int]) -> Iterator[str]:
    """A line a verb: the infinitive, then its forms of the third person as `form:class`, "?" where it is a noun too."""
    nouns = {form for form, _lemma, tags in all_forms if "po:nom" in tags or "po:adv" in tags or "po:det" in tags}
    adjectives = {
        form for form, _lemma, tags in all_forms if re.search(r"po:(?:adj|pre|cj|pro)", tags) and "po:v" not in tags
    }
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for form, lemma, tags in all_forms:
        if not re.search(r"po:v[0-3]", tags):
            continue
        if form.endswith(_RARE):
            continue
        for tag, kind in _FORMS.items():
            if f"po:{tag}" in tags.split() and kind not in found[lemma].get(form, ""):
                found[lemma][form] = "".join(sorted(found[lemma].get(form, "") + kind))
    for lemma, mine in sorted(found.items()):
        if rank.get(lemma, 999) > _VERB and all(rank.get(form, 999) > _VERB for form in mine):
            continue
        kept = {f: k for f, k in mine.items() if rank.get(f, 999) <= 700 or (k == "f" and rank.get(lemma, 999) < 500)}
        if kept:
            words = (f"{f}:{k}{'?' if f in nouns or f in adjectives else ''}" for f, k in sorted(kept.items()))
            yield f"{lemma} {' '.join(words)}"


def person_nouns(all_forms: list[tuple[str, str, str]], rank: dict[str, int]) -> Iterator[str]:
    """A line a noun that has both genders, as those of people have: the masculine, then its other forms by gender."""
    two = {lemma for form, lemma, tags in all_forms if "po:nom" in tags and (tags.endswith(" F") or "is:epi" in tags)}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for form, lemma, tags in all_forms:
        if lemma in two and "po:nom" in tags and lemma.islower() and len(lemma) > 2:
            gender = "f" if "is:fem" in tags else "m" if "is:mas" in tags else "b"
            if gender != "b" or "is:epi" in tags:
                found[lemma].setdefault(form, gender)
    for lemma, mine in sorted(found.items()):
        if min(rank.get(form, 999) for form in mine) <= _PERSON:
            yield f"{lemma} {' '.join(f'{form}:{gender}' for form, gender in sorted(mine.items()))}"


def given_names(all_forms: list[tuple[str, str, str]], faker: Path) -> dict[str, str]:
    """Given names in lower case with the gender that they tell: m, f, or b for both."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, _lemma, tags in all_forms:
        if "po:prn" in tags:
            found[form.lower()] |= {"f"} if "is:fem" in tags else {"m"} if "is:mas" in tags else {"m", "f"}
    listed: dict[str, set[str]] = defaultdict(set)
    with zipfile.ZipFile(faker) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"faker/providers/person/\w+/__init__\.py", name):
                for gender, words in _listed(archive.read(name).decode()):
                    for word in words:
                        listed[word.lower()].add(gender)
    for word, genders in listed.items():
        if re.fullmatch(r"[a-zà-öø-ÿāăćčďđęěğıłńňőřśšťůűźżž][a-zà-öø-ÿāăćčďđęěğıłńňőřśšťůűźżž'’-]+", word):
            found.setdefault(word, genders)
    return {name: "b" if len(genders) > 1 else min(genders) for name, genders in sorted(found.items()) if len(name) > 1}


def _listed(source: str) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(ast.parse(source)):
        target = (
            node.targets[0]
            if isinstance(node, ast.Assign)
            else node.target
            if isinstance(node, ast.AnnAssign)
            else None
        )
        value = getattr(node, "value", None)
        if not isinstance(target, ast.Name) or value is None or not target.id.startswith("first_names"):
            continue
        gender = "f" if "female" in target.id else "m" if "male" in target.id else ""
        if gender:
            yield gender, [n.value for n in ast.walk(value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def write(name: str, what: str, source: str, lines: list[str]) -> None:
    """Write one list, with a header that names its source."""
    path = WORDS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HEADER.format(what=what, source=source) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(lines)} lines, {path.stat().st_size} bytes")


def main(dic: Path, aff: Path, faker: Path, wordfreq: Path, english: Path) -> None:
    """Write every list."""
    rank = frequencies(wordfreq, "fr")
    everything = list(forms(dic, aff))
    known = {
        form for form, _lemma, tags in everything if form.islower() and "po:npr" not in tags and "po:prn" not in tags
    }
    common = sorted(word for word in known if rank.get(word, 999) <= _COMMON and len(word) > 1)
    write("fr/common.txt", "French words that are frequent: capitalised, they begin a sentence.", _DICOLLECTE, common)
    write(
        "fr/verbs.txt",
        "French verbs and their forms: f finite, p participle, g in -ant, ? a noun too.",
        _DICOLLECTE,
        list(verbs(everything, rank)),
    )
    write(
        "fr/person_nouns.txt",
        "French nouns of people, by their two genders.",
        _DICOLLECTE,
        list(person_nouns(everything, rank)),
    )
    rank = frequencies(wordfreq, "en")
    words = sorted(
        {
            w
            for w in english.read_text(encoding="utf-8").split()
            if w.islower() and w.isalpha() and rank.get(w, 999) <= _COMMON
        }
    )
    source = "SCOWL, in the public domain or under like terms, by the frequencies of wordfreq, CC BY-SA 4.0"
    write("en/common.txt", "English words that are frequent: capitalised, they begin a sentence.", source, words)
    names = given_names(everything, faker)
    write(
        "given_names.txt",
        "Given names and their gender: m, f, or b for both.",
        "Faker's name providers, MIT, and the French dictionary of Dicollecte, MPL 2.0",
        [f"{name} {gender}" for name, gender in names.items()],
    )


if __name__ == "__main__":
    main(*(Path(path) for path in sys.argv[1:6]))
