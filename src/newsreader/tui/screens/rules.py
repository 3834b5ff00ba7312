"""The dialogs that list the rules, and preview a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.i18n import N_, _, labelled, plural
from newsreader.model.rule import Rule
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.screens.list_dialog import ListDialog
from newsreader.tui.screens.sheet import Sheet
from newsreader.tui.services.base import RuleAct
from newsreader.tui.widgets.row_list import ItemList, RowList

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.tui.widgets.row_painter import Row

_ACTIONS = {"hide": N_("hide"), "read": N_("mark read"), "save": N_("save"), "alert": N_("alert")}


def said_actions(actions: Sequence[str]) -> str:
    """Say what a rule does, in the reader's language."""
    return ", ".join(_(_ACTIONS[action]) if action in _ACTIONS else action for action in actions)


class RuleList(ItemList[Rule]):
    """Lists rules: name, search and actions."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__("rules", rules)

    def row(self, index: int, width: int) -> Row:
        """Name, search, actions."""
        rule = self.items[index]
        actions = f" → {said_actions(rule.actions)}"
        words = cut(" " + labelled(clean_line(rule.name), clean_line(rule.query)), max(8, width - len(actions)))
        return [[(words, ("unread",)), (actions, ("meta",))]]


class RulesScreen(ListDialog[tuple[RuleAct, Rule] | None]):
    """Returns a rule and what to do with it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,F", "dismiss(None)", show=False),
        Binding("enter,l", "end('show')", show=False),
        Binding("d,delete", "end('delete')", show=False),
    ]

    rows: RuleList

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self.rows = RuleList(rules)

    def compose(self) -> ComposeResult:
        """The list, under what its keys do."""
        with Vertical(id="sheet"):
            yield Static(Content(_("Rules · Enter show matches · d delete · q close")))
            yield self.rows

    def action_end(self, act: RuleAct) -> None:
        """End with the rule under the cursor."""
        self.dismiss((act, self.rows.items[self.rows.cursor]))

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """A click on the row of the cursor."""
        self.action_end("show")


class PreviewScreen(Sheet):
    """Shows what a rule would have matched in the last weeks; Enter adds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", show=False),
        Binding("escape,q,h", "dismiss", show=False),
    ]

    def __init__(self, rule: Rule, many: str, found: Sequence[Headline]) -> None:
        super().__init__()
        self.rule, self.many, self.found = rule, many, found
        self.kept = False

    def action_keep(self) -> None:
        """Keep the rule."""
        self.kept = True
        self.dismiss()

    def lines(self) -> list[Content]:
        """Say how many, and which."""
        words = plural(
            "In the last four weeks, “{name}” would have matched {n} article:",
            "In the last four weeks, “{name}” would have matched {n} articles:",
            len(self.found),
        )
        actions = _("Actions: {actions}. Enter to add the rule, Esc to cancel.")
        return [
            Content(words.format(name=clean_line(self.rule.name), n=self.many)).stylize("bold"),
            Content(actions.format(actions=said_actions(self.rule.actions))),
            Content(""),
            *(Content(f"{headline.when.astimezone():%d/%m}  {clean_line(headline.title)}") for headline in self.found),
        ]
