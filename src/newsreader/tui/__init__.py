"""The full-screen app: the only package that uses Textual."""
