"""Loss and accuracy while a training runs."""
