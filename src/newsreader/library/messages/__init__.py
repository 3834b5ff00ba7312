"""Messages between the app and its fetcher: requests one way, events the other, one line of JSON each."""
