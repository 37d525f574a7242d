"""The figure of a network without Qt: its geometry as plain marks, and a painter that writes them as SVG."""
