"""Help inside the program: the keys, a short guide, what it is made of, and worked examples."""
