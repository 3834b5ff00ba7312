"""The query language: its parser and its completion."""
