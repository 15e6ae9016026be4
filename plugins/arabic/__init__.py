"""Arabic letters, words, numbers and dates: shared by every plugin, itself none."""
