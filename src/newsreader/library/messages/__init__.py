"""What the app and its fetcher say to each other: requests one way, events the other, a line of JSON each."""
