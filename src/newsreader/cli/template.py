"""Templates of `--format`: text with fields in braces."""

import re
from collections.abc import Mapping
from string import Formatter

from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError

#: How a field may be written: aligned, filled up with zeros, so many cells wide, cut or rounded.
_FORM = re.compile(r"[<>^]?0?\d{0,3}(\.\d{1,2})?[sdf]?")


def fill_in(template: str, fields: Mapping[str, str | int | float]) -> str:
    """Return the template with its fields filled in. Raises NewsreaderError with what is wrong with it, which
    `str.format` says to programmers; it would also make a line of any width."""
    filled: list[str] = []
    try:
        for text, name, form, conversion in Formatter().parse(template.replace("\\t", "\t").replace("\\n", "\n")):
            filled.append(text)
            if name is not None:
                filled.append(_written(name, f"!{conversion}" if conversion else form or "", fields))
    except ValueError as error:
        raise NewsreaderError(
            _("--format: a brace has no partner. A field is {title}; a brace itself is written twice: {{ or }}.")
        ) from error
    return "".join(filled)


def _written(name: str, form: str, fields: Mapping[str, str | int | float]) -> str:
    if name not in fields:
        known = ", ".join(f"{{{field}}}" for field in fields)
        raise NewsreaderError(_("--format: there is no {{{name}}}. There are: {known}.").format(name=name, known=known))
    try:
        if _FORM.fullmatch(form):
            return format(fields[name], form)
    except ValueError:  # a form for numbers, and this is none
        pass
    raise NewsreaderError(
        _("--format: {{{name}}} cannot be written so. {{{name}:>8}} puts it to the right of 8 cells.").format(name=name)
    )
