"""HTTP: the only package that uses the network."""
