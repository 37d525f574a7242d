"""How to train, as a form."""
