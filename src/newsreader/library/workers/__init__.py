"""Parsing in worker processes, limited in time and memory."""
