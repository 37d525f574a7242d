"""The sweep: one or two fields of the network over ranges, as a table and a scatter plot."""
