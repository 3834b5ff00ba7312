"""The screens: the main one, dialogs, and sheets of text."""
