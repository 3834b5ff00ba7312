"""Maintenance of a library: recovery and retention."""
