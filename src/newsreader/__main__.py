"""`python -m newsreader` is the `newsreader` command."""

import sys

from newsreader.cli.start import main

if __name__ == "__main__":
    sys.exit(main())
