"""The explorer: what is edited, trained, recorded and exported, and the shells around it."""
