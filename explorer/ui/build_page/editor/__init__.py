"""The editor: the list of a network's parts and the form of the part that is selected."""
