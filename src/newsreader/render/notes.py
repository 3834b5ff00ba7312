"""Render notes as lines of text, and as Markdown with quotation, source and link."""

from collections.abc import Iterable

from newsreader.i18n import labelled
from newsreader.model.note import Note
from newsreader.model.text import clean, clean_line
from newsreader.render.dates import day
from newsreader.render.markdown import address, escape


def note_line(note: Note) -> str:
    """Render a note as one line: date, article, and the words."""
    when = f"{note.created.astimezone():%Y-%m-%d}" if note.created else ""
    quote = f"« {clean_line(note.quote)} » " if note.quote else ""
    text = f"— {clean_line(note.text)}" if note.text else ""
    return f"{when}  {note.id:5}  {labelled(clean_line(note.title), quote + text)}".rstrip()


def notes_markdown(notes: Iterable[Note], language: str) -> str:
    """Render all notes with their passages, speakers and sources."""
    return "\n".join(_markdown(note, language) for note in notes)


def _markdown(note: Note, language: str) -> str:
    when = day(note.created, language) if note.created else ""
    source = ", ".join(part for part in (escape(note.outlet), when) if part)
    parts = [f"## [{escape(note.title)}]({address(note.url)})", source]
    if note.quote:
        lines = "\n".join(f"> {escape(line)}" for line in clean(note.quote).splitlines())
        parts.append(f"{lines}\n>\n> — **{escape(note.speaker)}**" if note.speaker else lines)
    if note.text:
        parts.append("\n".join(escape(line) for line in clean(note.text).splitlines()))
    return "\n\n".join(part for part in parts if part) + "\n"
