"""The commands, a module each: `add_arguments` declares what one takes, `run` does it (see `cli/registry.py`)."""
