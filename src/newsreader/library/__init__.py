"""Use cases, whatever the face. `core` reads and needs only the store; `refresh` needs network and parsers too."""
