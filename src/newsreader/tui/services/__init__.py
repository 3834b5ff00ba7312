"""What the screens have done for them: work in the background, sound, images, other programs."""
