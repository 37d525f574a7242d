"""Files that the program reads: presets' data, the embedded pictures, icons, styles."""
