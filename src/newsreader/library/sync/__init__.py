"""Sync with servers and with other devices."""
