"""The figure of the network on the screen."""
