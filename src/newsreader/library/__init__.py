"""The use cases of the reader, whatever interface they are used from. `core` needs only the store; `refresh` also needs
the network and parsers."""
