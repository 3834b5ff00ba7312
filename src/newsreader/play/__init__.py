"""Sound, by external programs: recordings by mpv, articles by a speech synthesiser."""
