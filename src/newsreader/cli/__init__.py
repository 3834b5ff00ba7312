"""The composition root and the commands: options in, exit codes out."""
