"""The panes of the main screen. Each has its own keys and state, takes the focus, and posts messages."""
