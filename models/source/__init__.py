"""The network as one Python file that needs nothing but torch."""
