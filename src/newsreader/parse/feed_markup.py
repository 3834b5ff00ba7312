"""Clean the HTML of feeds before it is parsed: stray angle brackets are text, scripts are dropped."""

import re
from functools import cache

_ELEMENTS = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body "
    "br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl "
    "dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html i iframe image img input ins kbd label legend li link main map mark marquee math menu meta "
    "meter nav nobr noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby "
    "s samp script search section select slot small source span strike strong style sub summary sup svg table "
    "tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr path g circle rect "
    "line polyline polygon mi mn mo mrow msup msub mfrac mtext semantics"
)
#: What people put into a headline to set off words of it; other elements there are what it is about.
_IN_TITLES = (
    "a abbr b bdi bdo big br cite code del dfn div em font h1 h2 h3 h4 h5 h6 i img ins kbd mark nobr p q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr"
)


#: Elements of texts that say no more than how they are set, and the words that are none of them.
TEXT_ELEMENTS = (
    "p|br|a|strong|em|b|i|u|s|img|ul|ol|li|blockquote|h[1-6]|span|div|figure|figcaption|cite|q|small|sub|sup|hr|code|pre|"
    "table|tbody|thead|tr|td|th|dl|dt|dd|abbr|time|section|article"
)
UNUSUAL = re.compile(rf"<(?!/?(?:{TEXT_ELEMENTS})(?=[\s>/]))", re.I)


@cache  # few texts need any of these
def _no_tag(elements: str) -> re.Pattern[str]:
    names = "|".join(elements.split())
    return re.compile(rf"<(?!/?(?:{names}|[a-z][a-z0-9]*[:-][\w:.-]*)(?=[\s/>])|!--|!\[|!doctype|\?)", re.I)


_SCRIPT = re.compile(r"<(script|style)(?=[\s/>]).*?</\1\s*>", re.I | re.S)
_ENDS = re.compile(r"</(?:script|style)", re.I)
_LAST = re.compile(r".*</(?:script|style)\s*>", re.I | re.S)


def as_meant(markup: str, title: bool = False) -> str:
    """Escape angle brackets that begin no tag ("x<y", "Vec<T>", "<lea@x.example>"), and drop scripts and style
    sheets."""
    if "<" not in markup:
        return markup
    # Behind the last ">" no tag ends.
    end = markup.rfind(">") + 1
    if not title and markup.rfind("<") < end and not UNUSUAL.search(markup):
        return markup  # nearly every text
    plain = _no_tag(_IN_TITLES if title else _ELEMENTS).sub("&lt;", markup[:end]) + markup[end:].replace("<", "&lt;")
    if not title and _ENDS.search(plain) and (last := _LAST.match(plain)):
        return _SCRIPT.sub("", last.group()) + plain[last.end() :]
    return plain
