"""What a trained network makes of pictures: classes, confusions, mistakes, and anybody's own pictures."""
