"""Jobs as the window sees them."""
