"""The sheet with one statement in several outlets: who printed it first, how each cut it, to whom each attributes
it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from newsreader.i18n import _, language, plural
from newsreader.model.text import clean_line
from newsreader.render.citation import in_marks
from newsreader.render.dates import moment
from newsreader.tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from newsreader.library.statements import Statement


class StatementScreen(Sheet):
    """Shows a statement with its versions, the earliest first."""

    def __init__(self, statement: Statement) -> None:
        super().__init__()
        self.statement = statement

    def lines(self) -> list[Content]:
        """Say who said it, then for each article when and where it stands, and its words."""
        statement = self.statement
        outlets = plural("{n} outlet", "{n} outlets", len(statement.outlets)).format(n=len(statement.outlets))
        lines = [Content.styled(f"{statement.who} · {outlets}", "bold")]
        if statement.is_disputed:
            lines.append(
                Content.styled(
                    _("Not the same speaker everywhere: one of the articles is wrong, or newsreader."), "$warning"
                )
            )
        if len(statement.versions) == 1:
            lines.append(Content.styled(_("No other article of a month before or after has it."), "dim"))
        for version in statement.versions:
            source = " · ".join(part for part in (clean_line(version.outlet), moment(version.when, language())) if part)
            speaker = f"{clean_line(version.quotation.speaker) or '?'} : " if statement.is_disputed else ""
            words = in_marks(statement.cut(version), language())
            lines += [Content(""), Content.styled(source, "dim"), Content(f"{speaker}{words}")]
        return lines
