"""newsreader: press articles, who said what in them, and what readers answered, in a terminal."""

__version__ = "0.1.0"
