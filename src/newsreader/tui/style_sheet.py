"""A style sheet that is parsed once a theme."""

from textual.css.stylesheet import Stylesheet


class ParsedOnce(Stylesheet):
    """Textual's style sheet, which keeps the rules it has parsed as long as the theme is the same. Textual 8.2 parses
    everything again when an app starts, and when a screen brings rules of its own."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use the colours of a theme."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what has not been parsed with these colours."""
        self.parse()
