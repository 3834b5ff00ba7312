"""Tidy the blocks of a page of an unknown outlet: drop introductions, trailers and teasers."""

import re
from collections.abc import Iterable
from itertools import zip_longest

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Role, Text, unaccented, word_list
from newsreader.parse.months import MONTHS

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?…。！？:;»”\"’)।][\s\u00a0]*$")
_SENTENCE_ENDS = re.compile(r"[.!?…。！？।][»”\"’)\]]?[\s\u00a0]*$")
#: Words that lead to another article, in the languages whose press was looked at.
_LEADS_ON = re.compile(
    r"^[\s>►▶→•*|–-]*(?:(?:à|a)?\s?(?:lire|voir|écouter|découvrir)\s(?:aussi|également|plus|encore)|(?:à|a)\s(?:lire|voir|écouter)|lire\sla\ssuite|pour\saller\splus\sloin|"
    r"(?:cela|ça|ceci)\s(?:pourrait|peut|devrait)(?:\saussi)?\svous\s(?:intéresser|plaire)|vous\saimerez\s(?:aussi|également)|"
    r"sur\sle\smême\s(?:sujet|thème)|read\s(?:more|also|next|the\sfull)|see\salso|also\sread|also\ssee|more\s(?:on|from|about)|related|recommended|watch|"
    r"don['’]t\smiss|you\s(?:may|might)\s(?:also\s)?like|lesen\ssie\s(?:auch|mehr)|mehr\s(?:zum\sthema|dazu|lesen)|auch\sinteressant|siehe\sauch|lees\s(?:ook|meer)|"
    r"les\s(?:også|mer)|läs\s(?:också|även|mer)|leggi\s(?:anche|pure)|lea\s(?:también|más)|leer\smás|te\spuede\sinteresar|también|leia\s(?:também|mais)|veja\stambém|"
    r"czytaj\s(?:też|także|również)|čtěte\staké|читайте\s(?:также|ещё)|смотрите\sтакже|baca\sjuga|ilgili\shaber|関連|相关|관련)(?![\w])",
    re.I,
)
#: Whole paragraphs that are never the article's, whatever the language.
_NEVER = re.compile(
    r"^(?:[\s\W_]*|publicité|annonce|advertisement|advert|ad|anzeige|werbung|publicidad|pubblicità|reklame|annons|reklam|mainos|"
    r"suite\saprès\s(?:la|cette)\s(?:publicité|pub|annonce)|article\scontinues\sbelow.*|story\scontinues\sbelow.*|"
    r"(?:©|\(c\)\s|copyright\b|all\srights\sreserved|tous\sdroits\sréservés|alle\srechte\svorbehalten).*|"
    r"(?:share|partager|partagez|teilen|compartir|condividi|tweet|email|print|imprimer|facebook|twitter|whatsapp|copy\slink|copier\sle\slien)(?:\W+\w+){0,4}|"
    r"(?:follow|suivez)[\s-](?:us|nous|@|him|her|me|the\sauthor).{0,160}|"
    r"(?:publié|mis\sà\sjour|modifié|published|updated|posted|last\s(?:updated|modified)|veröffentlicht|aktualisiert|publiziert|stand|publicado|"
    r"actualizado|pubblicato|aggiornato|publisert|oppdatert|publicerad|uppdaterad|gepubliceerd|bijgewerkt)\b(?=.*\d).{3,110}|"
    r"(?:\d+\s)?(?:min(?:utes?)?|mins)\.?\s(?:read|de\slecture|lesezeit|de\slectura)|"
    r"(?:temps\sde\slecture|reading\stime|lesezeit|lecture|leestijd)\s?:?\s.{0,12}|"
    r"(?:sign\sup|subscribe|inscrivez-vous|abonnez-vous|s['’]abonner|s['’]inscrire)\b.{0,200})$",
    re.I | re.S,
)
#: No heading is longer than this and ends as a sentence.
_HEADLINE = 160
#: How a text ends that was cut off.
_CUT = re.compile(r"\s?(?:\.\.\.|…)\s*$", re.S)
#: What a line that says when consists of, beside numbers and names of months, which is no longer than this.
_DATELINE = 120
_PUBLISHED = frozenset(
    "publié publiée mis mise modifié modifiée actualisé créé posté published updated modified posted veröffentlicht "
    "aktualisiert publicado actualizado pubblicato aggiornato gepubliceerd bijgewerkt".split()
)
_OF_DATES = frozenset(
    "le à jour a at on the de el la il alle ore las del am um uhr om h min s et and pm p m est edt bst gmt cet utc "
    "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday "
    "last article th st nd rd dernière fois heure paris".split()
)
#: Whose it is, though it ends as a sentence.
_NOTICE = re.compile(
    r"[\s\W_]*$|(?:©|\(c\)\s|copyright\b|all\srights\sreserved|tous\sdroits\sréservés|alle\srechte\svorbehalten).{0,80}$",
    re.I,
)
#: Words of such lines; so many others are a sentence.
_OF_NOTICES = frozenset(
    """copyright c all rights reserved by the of and or in may not be this material is published broadcast rewritten
    redistributed reproduced without permission tous droits réservés de la le les et du des l d en par alle rechte
    vorbehalten und""".split()
)
_SAID = 4
_LETTER = re.compile(r"[^\W_]")
#: Who wrote it, in brackets or with a bar, after the last words: "(dmk)", "Reuters/kra".
_INITIALS = re.compile(r"^[(\[][\w./, -]{2,14}[)\]]$|^\w{2,10}/\w{2,4}$")


def tidy(blocks: Iterable[Block], title: str, description: str = "") -> tuple[tuple[Block, ...], Text]:
    """The blocks that are the article's own, those that lead elsewhere typed as related; and its standfirst.

    The standfirst is a first paragraph that says what the page's description says, and "" where
    there is none.
    """
    kept = [block for raw in _over_text(_whole(list(blocks))) if (block := _own(raw)) is not None]
    kept, standfirst = _standfirst(kept, description)
    return tuple(_lead_out(_lead_in(kept, _folded(title)))), standfirst


def is_paragraph(heading: Block) -> bool:
    """Return whether what a page calls a heading is a paragraph of sentences."""
    words = heading.text.value
    return heading.type is BlockType.HEADING and len(words) > _HEADLINE and _SENTENCE_ENDS.search(words) is not None


def says_again(blocks: Iterable[Block], words: str) -> bool:
    """Return whether one of the first paragraphs begins by saying the same."""
    wanted = _folded(words)
    first = [_folded(block.text.value) for block in blocks if block.type is BlockType.PARAGRAPH][:2]
    return bool(wanted) and any(
        paragraph and (paragraph.startswith(wanted) or wanted.startswith(paragraph)) for paragraph in first
    )


def _standfirst(blocks: list[Block], description: str) -> tuple[list[Block], Text]:
    wanted = set(word_list(description))
    for number, block in enumerate(blocks[:6]):
        words = set(word_list(block.text.value))
        if (
            block.type is BlockType.HEADING
            and len(words) > 7
            and len(words & wanted) > 0.7 * min(len(words), len(wanted))
        ):
            return blocks[:number] + blocks[number + 1 :], block.text
    return blocks, Text("")


def _folded(words: str) -> str:
    return " ".join(word_list(words))


def _own(block: Block) -> Block | None:
    """A block as it is, or as the related link that it is, or None where it is nothing to read."""
    links = list(block.text.links())
    linked = sum(len(words) for words, _target in links)
    if block.type is BlockType.QUOTE and links and linked > 0.85 * len(block.text.value):
        return Block(BlockType.RELATED, Text(block.text.value.replace("\n", " ").strip()), url=links[0][1])
    text = block.text
    if block.type is BlockType.HEADING and not _LETTER.search(text.value):
        return None  # a line between two parts
    if block.type is not BlockType.PARAGRAPH:
        return block
    if _is_label(text.value):
        return None
    leads_on = _LEADS_ON.match(text.value)
    label = _label(text) if len(links) == 1 else 0
    if links and (linked > 0.85 * len(text.value) or label or (leads_on and linked > 0.5 * len(text.value))):
        first = label or (text.value.find(links[0][0]) if leads_on else 0)
        words = text.slice(max(0, first), len(text.value))
        return Block(BlockType.RELATED, Text(words.value.replace("\n", " ").strip(), words.spans), url=links[0][1])
    return block


def _is_label(words: str) -> bool:
    """Whether a line is the page's own, and no sentence: "Publié le 3 mars", "Share this", "Read more"."""
    leads_on = _LEADS_ON.match(words) and len(words.split()) < 6
    if leads_on and _CUT.search(words):
        return True
    named = bool(_NEVER.match(words) or leads_on)
    return _is_dateline(words) or (named and (not _SENTENCE_ENDS.search(words) or _is_notice(words)))


def _is_notice(words: str) -> bool:
    """Whether a line says whose it is, and tells nothing; names are in capitals, the rest is said everywhere."""
    if not _NOTICE.match(words):
        return False
    telling = [word for word in re.findall(r"[^\W\d]+", words) if word.islower() and word not in _OF_NOTICES]
    return len(telling) < _SAID


def _is_dateline(words: str) -> bool:
    """Whether a line says when it was published and changed, and nothing else, however it ends."""
    if len(words) >= _DATELINE or not any(map(str.isdigit, words)):
        return False
    parts = re.findall(r"[^\W\d]+", words.lower())
    return not _PUBLISHED.isdisjoint(parts) and (
        all(part in _PUBLISHED or part in _OF_DATES or unaccented(part) in MONTHS for part in parts)
    )


def _whole(blocks: list[Block]) -> list[Block]:
    """Without the beginning of a paragraph that stands before the whole of it, for who has not subscribed."""
    return [
        block
        for block, below in zip_longest(blocks, blocks[1:])
        if below is None
        or block.type is not below.type
        or not block.text.value.rstrip().endswith(("...", "…"))
        or not below.text.value.startswith(_CUT.sub("", block.text.value))
    ]


def _over_text(blocks: list[Block]) -> list[Block]:
    """Without headings that lead on to what has gone: those that say so, and stand over no text."""
    return [
        block
        for block, below in zip_longest(blocks, blocks[1:])
        if block.type is not BlockType.HEADING
        or not (_NEVER.match(block.text.value) or _LEADS_ON.match(block.text.value))
        or (below is not None and _runs(below))
    ]


def _label(text: Text) -> int:
    """Where the link begins of a line that is a label and a link: "MORE TO READ | A headline"; else 0."""
    span = next(span for span in text.spans if span.role is Role.LINK)
    before = text.value[: span.start].rstrip()
    ends = len(text.value.rstrip(" .\u00a0")) <= span.stop
    return span.start if ends and 2 < len(before) < 45 and before[-1] in ":|–—»>" else 0


def _size(block: Block) -> int:
    """How many characters of running text; one of a script without spaces counts for two and a half."""
    value = block.text.value
    return int(len(value) * 2.5) if _CJK.search(value) else len(value)


def _runs(block: Block) -> bool:
    """Whether a block is running text beyond doubt."""
    shaped = block.type in (BlockType.PARAGRAPH, BlockType.QUOTE, BlockType.PULL_QUOTE, BlockType.UPDATE)
    ends = _ENDS.search(block.text.value) is not None
    return is_paragraph(block) or (shaped and ((_size(block) >= 70 and ends) or _size(block) >= 160))


def _lead_in(blocks: list[Block], title: str) -> list[Block]:
    """Without what stands between the title and the text: the title again, bylines, dates."""
    first = next((n for n, block in enumerate(blocks) if _runs(block)), len(blocks))
    if first == len(blocks):
        return blocks
    kept: list[Block] = []
    for block in blocks[:first]:
        if block.type is BlockType.HEADING:
            if len(block.text.value) > 60 or _folded(block.text.value) in title or (_only_pictures(kept) and first > 3):
                continue
        elif block.type is BlockType.PARAGRAPH and (not _SENTENCE_ENDS.search(block.text.value) or _size(block) < 25):
            continue
        kept.append(block)
    return kept + blocks[first:]


def _only_pictures(kept: list[Block]) -> bool:
    return all(block.type in (BlockType.IMAGE, BlockType.VIDEO) for block in kept)


def _lead_out(blocks: list[Block]) -> list[Block]:
    """Without what comes after the text: headings over nothing, signatures, notices."""
    end = len(blocks)
    aside: list[Block] = []
    while end:
        block = blocks[end - 1]
        if block.type in (BlockType.RELATED, BlockType.IMAGE, BlockType.EMBED, BlockType.VIDEO):
            aside.insert(0, block)
        elif not (
            block.type is BlockType.HEADING
            or (block.type is BlockType.PARAGRAPH and _size(block) < 40 and not _ENDS.search(block.text.value))
            or (block.type is BlockType.PARAGRAPH and _INITIALS.match(block.text.value.strip()))
        ):
            break
        end -= 1
    return blocks[:end] + aside
