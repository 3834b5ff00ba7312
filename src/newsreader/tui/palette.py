"""Every action of the one table, found by its words."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from newsreader.i18n import _, everywhere
from newsreader.tui.key_names import shown
from newsreader.tui.keys import KEYS, Key


class Actions(Provider):
    """Feeds Textual's command palette; the words are those of the help."""

    async def discover(self) -> Hits:
        """Everything there is, before anything is typed."""
        for key in self._mine():
            yield DiscoveryHit(self._label(key), partial(self._do, key), help=_(key.group))

    async def search(self, query: str) -> Hits:
        """What the typed letters may mean, in any language."""
        matcher = self.matcher(query)
        for key in self._mine():
            score = max(map(matcher.match, [*everywhere(key.help), key.id]))
            if score > 0:
                yield Hit(score, self._label(key), partial(self._do, key), help=_(key.group))

    def _mine(self) -> list[Key]:
        """The keys that mean something on the screen that is up."""
        return [key for key in KEYS if key.id in self._owners()]

    def _owners(self) -> dict[str, tuple[DOMNode, str]]:
        """Who answers each key, and by which action: the pane that has the focus, what holds it, the screen."""
        owners: dict[str, tuple[DOMNode, str]] = {}
        for node, bound in reversed(self.screen._binding_chain):
            for bindings in bound.key_to_bindings.values():
                owners |= {each.id: (node, each.action) for each in bindings if each.id}
        return owners

    @staticmethod
    def _label(key: Key) -> str:
        return f"{_(key.help)}  ({shown(key.keys)})".replace("[", "\\[")

    async def _do(self, key: Key) -> None:
        chain = [node for node, _bound in self.screen._binding_chain]
        owner, action = self._owners()[key.id]
        if not await self.app.run_action(action, owner) and self.screen in chain and owner is not self.screen:
            await self.screen.run_action(key.action)  # the pane leaves it to the screen
