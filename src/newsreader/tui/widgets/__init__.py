"""The widgets: given values, they post messages."""
