"""Names of settings and their values for people. In the file they have others (`config.py`)."""

from newsreader.i18n import N_, _

NAMES = {
    "language": N_("Language"),
    "ascii": N_("Plain signs only"),
    "text_width": N_("Width of the text"),
    "hyphenate": N_("Hyphenation"),
    "images": N_("Images in the text"),
    "mark_read": N_("Mark as read"),
    "refresh_minutes": N_("Refresh every … minutes"),
    "prefetch_days": N_("Prefetch: days back"),
    "prefetch_articles": N_("Prefetch: articles at most"),
    "prefetch_megabytes": N_("Prefetch: MB at most"),
    "prefetch_images": N_("Prefetch: images too"),
    "keep_days": N_("Keep: days"),
    "keep_articles": N_("Keep: articles at most"),
    "keep_megabytes": N_("Keep: MB at most"),
    "sync_folder": N_("Sync: folder"),
    "sync_minutes": N_("Sync: every … minutes"),
    "requests_per_host": N_("Requests per server"),
    "read_timeout": N_("Patience: silence (seconds)"),
    "request_timeout": N_("Patience: in all (seconds)"),
    "notify": N_("Alerts of rules"),
    "browser_command": N_("Command: browser"),
    "copy_command": N_("Command: clipboard"),
    "speech_command": N_("Command: voice"),
    "keymap": N_("Keymap"),
    "epub_folder": N_("Folder for EPUB files"),
}
VALUES = {
    "fr": "français",
    "en": "English",
    "auto": N_("automatic"),
    "on": N_("yes"),
    "off": N_("no"),
    "opened": N_("when opened"),
    "finished": N_("when read to the end"),
    "never": N_("never by itself"),
    "terminal": N_("by the terminal"),
    "desktop": N_("on the desktop"),
    "none": N_("none"),
}


def name_of(setting: str) -> str:
    """A setting as people call it; one without such a name as in the file."""
    return _(NAMES[setting]) if setting in NAMES else setting


def value_of(value: object) -> str:
    """A value as people call it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _(VALUES[str(value)]) if str(value) in VALUES else str(value) or "–"
