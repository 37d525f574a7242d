"""What a trained network makes of images: classes, confusions, mistakes, and anybody's own images."""
