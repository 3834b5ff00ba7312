"""Parse JSON-LD as pages write it: inside comments, with stray commas, several objects in a row."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.etree import _Element as Element

#: What encloses a script where XHTML was meant.
_ENCLOSED = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|\s*(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*$"
)
#: A string, to be left alone, or a comment; or a comma before a bracket that closes.
_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|/\*.*?\*/|(?:(?m:^)|(?<=[,{}\[\]]))\s*//[^\n]*', re.S)
_COMMA = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.S)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
#: What can be told of an article even where its object cannot be read: fields of one string, and names of authors.
_FIELD = re.compile(r'"(headline|description|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.){1,1000})"')
_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*(?:\{[^{}]{0,500}?"name"\s*:\s*)?"((?:[^"\\\n]|\\.){1,200})"')
_TYPE = re.compile(r'"@type"\s*:\s*"((?:\w*NewsArticle|Article|BlogPosting))"')
_DECODER = json.JSONDecoder(strict=False)
#: Objects of one page that are looked at.
_MOST = 1000


def read_objects(scripts: Iterable[Element]) -> Iterator[dict[str, Any]]:
    """Return the objects at the top of a page's JSON-LD scripts, in graphs and as main entities."""
    left = _MOST
    for script in scripts:
        if "ld+json" not in script.get("type", "").lower():
            continue
        pending = values_of(script.text or "")
        while pending and left:
            value = pending.pop(0)
            if isinstance(value, list):
                pending[:0] = value[:100]
            elif isinstance(value, dict):
                left -= 1
                yield value
                pending += [value[key] for key in ("@graph", "mainEntity") if isinstance(value.get(key), list | dict)]


def values_of(words: str) -> list[Any]:
    """The values of a piece of JSON that need not be well formed; none where nothing can be made of it."""
    try:
        return [json.loads(words, strict=False)]
    except RecursionError:
        return []
    except ValueError:
        words = _ENCLOSED.sub("", _ENCLOSED.sub("", words)).strip()
    if "&quot;" in words[:40]:
        words = html.unescape(words)
    for loose in (_COMMENT, _COMMA):
        words = loose.sub(lambda match: _BAD_ESCAPE.sub("", match[0]) if match[0][0] == '"' else "", words)
    values, at = [], 0
    try:
        while (begin := min((p for p in (words.find("{", at), words.find("[", at)) if p >= 0), default=-1)) >= 0:
            value, at = _DECODER.raw_decode(words, begin)
            values.append(value)
    except (ValueError, RecursionError):
        values += _salvaged(words[at:])
    return values


def _salvaged(words: str) -> list[Any]:
    """What can be told of the article of an object that breaks off or is none."""
    kind = _TYPE.search(words)
    if kind is None:
        return []
    values: dict[str, Any] = {"@type": kind.group(1)}
    for name, value in _FIELD.findall(words, kind.start()):
        values.setdefault(name, _plain(value))
    values["author"] = [{"name": _plain(name)} for name in _AUTHOR.findall(words, kind.start())]
    return [values]


def _plain(value: str) -> str:
    try:
        return str(json.loads(f'"{_BAD_ESCAPE.sub("", value)}"', strict=False))
    except ValueError:
        return value
