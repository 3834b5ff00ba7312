"""The data model: frozen values for articles, quotations, comments, feeds and the rest. No I/O."""
