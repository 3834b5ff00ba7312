"""Finding the article in a page of which nothing is known."""
