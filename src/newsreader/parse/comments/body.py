"""Parse the body of a comment, HTML or Markdown, into paragraphs of marked text."""

from newsreader.model.text import Text, clean

#: Characters of one comment that are read: a novel is not an answer.
LONGEST = 60_000
_DEEPEST = 40


def body_of(markup: str, base: str = "") -> tuple[Text, ...]:
    """The paragraphs of HTML. Quoted ones begin with "> "; code keeps its lines."""
    markup = markup[:LONGEST]
    if "<" not in markup and "&" not in markup:
        return plain_body(markup)
    from newsreader.parse.comments.soup_body import paragraphs  # a feed that tells of comments does not give them

    return paragraphs(markup, base)


def plain_body(words: str) -> tuple[Text, ...]:
    """The paragraphs of plain text, one a line."""
    lines = (clean(line).strip() for line in words[:LONGEST].splitlines())
    return tuple(Text(line) for line in lines if line)


def markdown_body(words: str, base: str = "") -> tuple[Text, ...]:
    """The paragraphs of Markdown."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).render(words[:LONGEST])
    return body_of(made, base)
