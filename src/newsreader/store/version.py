"""The version of the library's schema; light to import."""

VERSION = 9
#: From here on a number is the version of no library, but damage.
NO_VERSION = 10_000
