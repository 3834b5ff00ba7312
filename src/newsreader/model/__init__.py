"""Plain frozen values: what an article, a quotation, a comment and a feed are. No I/O."""
