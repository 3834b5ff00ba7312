"""`python -m newsreader` is the `newsreader` command."""

import sys

from newsreader.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
