"""The full-screen face: the only room that knows Textual."""
