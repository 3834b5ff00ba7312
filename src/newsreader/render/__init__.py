"""Rendering, pure: from the model to pages of lines, plain text, Markdown, HTML, dates."""
