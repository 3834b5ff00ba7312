"""Where `newsreader` began before `entry`: an editable installation names it until it is installed again."""

from newsreader.cli.entry import main

__all__ = ["main"]
