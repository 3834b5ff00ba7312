"""Every act of reading and of refreshing, whatever the face. Two doors: `reading` and `refreshing`."""
