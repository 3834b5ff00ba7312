"""Making a rule of a search, and being told of what rules found."""

from newsreader.i18n import _
from newsreader.library.events import Alerted
from newsreader.library.reading import MANY
from newsreader.library.ruling import acts_of
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Headline
from newsreader.model.rule import Rule
from newsreader.model.scope import Scope
from newsreader.model.text import clean_line
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.searching import Searching
from newsreader.tui.services.external import notify_desktop


class Ruling(Searching):
    """The rules' key."""

    def action_rules(self) -> None:
        """A rule of the search that the list shows; without a search, the rules there are."""
        if self.searched:
            self._ask_rule(self.searched)
        else:
            self._list_rules()

    def _list_rules(self) -> None:
        from newsreader.tui.screens.rules import RulesScreen

        rules = self.library.rules()
        if not rules:
            self.say(_("There are no rules yet: / searches, then F makes a rule of the search."))
            return

        def act(chosen: tuple[str, Rule] | None) -> None:
            if chosen is None:
                return
            what, rule = chosen
            if what == "show":
                self.look(f'rule:"{rule.name}"', Scope(), typing=False)
                return
            self.beside(lambda: self.library.drop_rule(rule.name), lambda _done: self.rows_changed())
            self.say(_("“{name}” is taken away, and what it hid is back. U undoes.").format(name=rule.name))

        self.app.push_screen(RulesScreen(rules), act)

    def _ask_rule(self, text: str) -> None:
        def with_acts(words: str | None) -> None:
            if not words:
                return
            try:
                acts = acts_of(words)
            except NewsreaderError as error:
                self.say(error.sentence, 15)
                return
            self.app.push_screen(
                AskScreen(_("a name for this rule"), text), lambda name: self._preview(name, text, acts)
            )

        question = _("what to do with these from now on: hide, read, save, alert, tag:…")
        self.app.push_screen(AskScreen(question), with_acts)

    def _preview(self, name: str | None, text: str, acts: tuple[str, ...]) -> None:
        if not name:
            return
        rule = Rule(name, text, acts)

        def show(found: tuple[int, list[Headline]]) -> None:
            from newsreader.tui.screens.rules import PreviewScreen

            many = f"{found[0]}+" if found[0] >= MANY else str(found[0])
            sheet = PreviewScreen(rule, many, found[1])

            def keep(_result: None) -> None:
                if sheet.kept:
                    self.beside(lambda: self.library.keep_rule(name, text, " ".join(acts)))
                    self.say(_("“{name}” is a rule from now on; F lists the rules, U undoes.").format(name=name))

            self.app.push_screen(sheet, keep)

        self.beside(lambda: self.library.preview(text), show)

    def alerted(self, event: Alerted) -> None:
        """Tell the reader, here and where they are."""
        words = _("⚑ {rule}: {title}").format(rule=clean_line(event.rule), title=clean_line(event.title))
        self.say(words, 60)
        match self.settings.notify:
            case "terminal":
                self.app.bell()
                # What kitty, iTerm2, foot, WezTerm and others show on the desktop; others take no notice.
                self.app.write_to_terminal(f"\x1b]9;{words}\x07")  # type: ignore[attr-defined]
            case "desktop":
                notify_desktop(words)
