"""Rules: created from searches, listed, removed; their alerts are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from newsreader.i18n import _
from newsreader.library.quotation_search import quotations_within
from newsreader.library.rules import parse_actions
from newsreader.model.article_filter import MANY, ArticleFilter
from newsreader.model.errors import NewsreaderError
from newsreader.model.rule import Rule
from newsreader.model.text import clean_line
from newsreader.tui.key_names import with_keys
from newsreader.tui.services.external import notify_desktop

if TYPE_CHECKING:
    from newsreader.library.messages.events import Alerted
    from newsreader.model.feed import Headline
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.search import SearchController
    from newsreader.tui.services.base import RuleAct, Services
    from newsreader.tui.session import Session


class RulesController:
    """Creates rules from searches, lists and removes them, and shows their alerts."""

    def __init__(
        self,
        services: Services,
        session: Session,
        search: SearchController,
        lists: ListController,
        notify_terminal: Callable[[str], None],
    ) -> None:
        """`notify_terminal` rings, and has the terminal show a notification."""
        self._services, self._session = services, session
        self._search, self._lists, self._notify_terminal = search, lists, notify_terminal

    def open(self) -> None:
        """A rule of the search that the list shows; without a search, the rules there are."""
        if self._session.search_text:
            self.make(self._session.search_text)
        else:
            self._list()

    def _list(self) -> None:
        services = self._services
        rules = services.library.rules.all()
        if not rules:
            services.notify(with_keys(_("No rules yet. Search with {key:find}, then {key:rules} makes one of it.")))
            return

        def on_answer(answer: tuple[RuleAct, Rule] | None) -> None:
            match answer:
                case None:
                    pass
                case ("show", rule):
                    self._search.show(f'rule:"{rule.name}"', ArticleFilter())
                case ("delete", rule):
                    self._delete(rule)
                case _:
                    assert_never(answer)

        services.dialogs.show_rules(rules, on_answer)

    def _delete(self, rule: Rule) -> None:
        services = self._services
        services.run(lambda: services.library.rules.remove(rule.name), lambda _done: self._lists.refresh_rows())
        removed = with_keys(_("Rule “{name}” removed; hidden articles are back. {key:undo} undoes."))
        services.notify(removed.format(name=rule.name))

    def make(self, text: str) -> None:
        """Ask what is to be done to the articles that a search finds, and for a name."""
        services = self._services

        def ask(begun: str = "", trouble: str = "") -> None:
            question = _("actions on these from now on: hide, read, save, alert, tag:…")
            prompt = services.dialogs.ask(question, with_actions, begun)
            if trouble:
                services.after_redraw(lambda: prompt.tell(trouble))

        def with_actions(words: str | None) -> None:
            if not words:
                return
            try:
                actions = parse_actions(words)
            except NewsreaderError as error:
                ask(words, error.sentence)  # what was typed can be put right
                return
            begun = quotations_within(text) or text
            services.dialogs.ask(_("a name for this rule"), lambda name: self._preview(name, text, actions), begun)

        ask()

    def _preview(self, name: str | None, text: str, actions: tuple[str, ...]) -> None:
        if not name:
            return
        services, rule = self._services, Rule(name, text, actions)

        def keep(wanted: bool) -> None:
            if wanted:
                services.run(lambda: services.library.rules.add(name, text, " ".join(actions)))
                services.notify(
                    with_keys(_("Rule “{name}” added. {key:rules} lists rules, {key:undo} undoes.")).format(name=name)
                )

        def show(found: tuple[int, list[Headline]]) -> None:
            count_text = f"{found[0]}+" if found[0] >= MANY else str(found[0])
            services.dialogs.preview_rule(rule, count_text, found[1], keep)

        services.run(lambda: services.library.rules.preview(text), show)

    def alerted(self, event: Alerted) -> None:
        """A rule found what the user wants to be told of: say it here, and where they are."""
        text = _("⚑ {rule}: {title}").format(rule=clean_line(event.rule), title=clean_line(event.title))
        self._services.notify(text, 60)
        match self._services.settings.notify:
            case "terminal":
                self._notify_terminal(text)
            case "desktop":
                notify_desktop(text)
