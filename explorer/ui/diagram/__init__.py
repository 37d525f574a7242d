"""The figure of a network on screen: its items and the view of them (Qt)."""
