"""The generic extractor: the article of a page of an unknown outlet."""
