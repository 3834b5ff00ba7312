"""Comments: how their source is found, and a module for each kind of source."""
