"""The second process: what may be asked of it, what it answers, and the app's end of it."""
