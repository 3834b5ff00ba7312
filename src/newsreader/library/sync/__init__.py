"""Exchanging state with servers and with other devices."""
