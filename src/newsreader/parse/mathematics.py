"""Convert formulas to text: their source (TeX, alternative text), else a rendering of their MathML."""

import re
from typing import cast

from lxml.etree import _Element as Element

from newsreader.parse.html_tree import fit, replace_by_words, words_of

#: What encloses a formula and its drawings: KaTeX, MathJax 3 and 2, MediaWiki.
_WRAPPERS = re.compile(r"(?<![\w-])(?:katex(?:-display)?|MathJax(?:_\w+)?|mwe-math-element|mjx-chtml)(?![\w-])")
_DRAWN = re.compile(r"(?<![\w-])(?:MathJax\w*|mjx-\w+|katex)(?![\w-])")
#: MediaWiki's alternative text is wrapped so.
_DISPLAY = re.compile(r"^\{\\(?:display|text)style\s*(.*)\}$", re.S)


def write_formulas(tree: Element) -> None:
    """Put words in the place of each formula of a page. The tree is changed."""
    for script in [script for script in tree.iter("script") if script.get("type", "").startswith("math/")]:
        words = _from_mathml(script) if "mml" in script.get("type", "") else (script.text or "")
        for drawn in list(script.itersiblings(preceding=True))[:2]:
            if _DRAWN.search(drawn.get("class", "")) and not (drawn.tail or "").strip():
                replace_by_words(drawn, "")
        replace_by_words(script, fit(_tidied(words)))
    for formula in list(tree.iter("math", "mjx-container")):
        if formula.tag == "math" or formula.find(".//math") is None:
            words = _words(formula)
            outer = formula
            for up in list(formula.iterancestors())[:4]:
                if up.tag == "mjx-container" or _WRAPPERS.search(up.get("class", "")):
                    outer = up
            replace_by_words(outer, fit(_tidied(words)))


def _words(formula: Element) -> str:
    for note in formula.iter("annotation", "{*}annotation"):
        if "tex" in note.get("encoding", "").lower() and note.text:
            return note.text
    return formula.get("alttext") or formula.get("aria-label") or _from_mathml(formula)


def _tidied(words: str) -> str:
    words = " ".join(words.split())
    wrapped = _DISPLAY.match(words)
    return wrapped.group(1).strip() if wrapped else words


def _from_mathml(element: Element) -> str:
    """MathML (W3C, MathML Core) on one line, as it is typed on a keyboard."""
    tag = str(element.tag).rpartition("}")[2]
    inner = [
        _from_mathml(child) for child in cast("list[Element]", list(element)) if "annotation" not in str(child.tag)
    ]
    if not inner:
        return " ".join(words_of(element).split()) if tag != "none" else ""
    if tag in ("msup", "msub", "mover", "munder") and len(inner) == 2:
        return inner[0] + ("^" if tag in ("msup", "mover") else "_") + _grouped(inner[1])
    if tag in ("msubsup", "munderover") and len(inner) == 3:
        return f"{inner[0]}_{_grouped(inner[1])}^{_grouped(inner[2])}"
    if tag == "mfrac" and len(inner) == 2:
        return f"{_grouped(inner[0])}/{_grouped(inner[1])}"
    if tag == "msqrt":
        return f"√({''.join(inner)})"
    if tag == "mroot" and len(inner) == 2:
        return f"{_grouped(inner[1])}√({inner[0]})"
    if tag == "mtr":
        return ", ".join(inner)
    if tag == "mtable":
        return "; ".join(inner)
    return "".join(inner)


def _grouped(words: str) -> str:
    return words if len(words) == 1 or words.isalnum() else f"({words})"
