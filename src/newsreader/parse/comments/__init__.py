"""Where comments are found, and what each kind of source answers: one module a source."""
