"""Sound, by programs that are on the machine: recordings by mpv, articles by a voice."""
