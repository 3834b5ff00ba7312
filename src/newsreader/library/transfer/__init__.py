"""Import and export of libraries, articles and subscriptions."""
