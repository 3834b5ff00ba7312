"""The version of the library's schema, apart from all that only reading and writing it needs."""

VERSION = 9
