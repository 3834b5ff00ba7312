"""The panes of the main screen: each has the focus in turn, its own keys, its own state, and says what happened."""
