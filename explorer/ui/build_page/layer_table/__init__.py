"""The layer table: columns, model, delegate, totals and the text that leaves it."""
