"""What keeps a library sound: recovery, retention, crash reports."""
