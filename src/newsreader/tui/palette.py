"""Every action of the one table, found by its words."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from newsreader.i18n import _, everywhere
from newsreader.tui.keys import KEYS, Key, shown


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
            score = max(map(matcher.match, [*everywhere(key.words), key.id]))
            if score > 0:
                yield Hit(score, self._label(key), partial(self._do, key), help=_(key.group))

    def _mine(self) -> list[Key]:
        """The keys that mean something on the screen that is up."""
        bound = {binding.id for bound in self.screen._bindings.key_to_bindings.values() for binding in bound}
        return [key for key in KEYS if key.id in bound]

    @staticmethod
    def _label(key: Key) -> str:
        return f"{_(key.words)}  ({shown(key.keys)})".replace("[", "\\[")

    async def _do(self, key: Key) -> None:
        await self.screen.run_action(key.action)
