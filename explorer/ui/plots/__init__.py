"""What all plots share: axis, curve, read-out, legend, figure."""
