"""The search for networks at a budget of parameters or MACs."""
