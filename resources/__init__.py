"""Files that the program reads: presets' data, the embedded images, icons, styles."""
