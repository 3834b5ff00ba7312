"""Services for screens and controllers: work in the background, dialogs, sound, images, external programs."""
