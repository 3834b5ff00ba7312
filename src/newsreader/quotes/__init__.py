"""An article in, its quotations out, pure: marks, then kinds, then cues, then speakers."""
