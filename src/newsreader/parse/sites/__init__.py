"""Descriptions of single outlets, as TOML files."""
