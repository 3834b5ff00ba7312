"""The kinds of quotations, for lists and indexes that need no quotation."""

from enum import StrEnum


class QuotationKind(StrEnum):
    """The kind of a span between quotation marks. The last three are not somebody's words."""

    SPEECH = "speech"
    PULL_QUOTE = "pull-quote"
    DOCUMENT = "document"
    SCARE = "scare"
    NAME = "name"
    TITLE = "title"


#: The kinds that are somebody's words.
SPOKEN = (QuotationKind.SPEECH, QuotationKind.PULL_QUOTE, QuotationKind.DOCUMENT)
