"""Model in, text to show out, pure: pages of lines, dates, plain text, Markdown."""
