"""Pages about runs, for people who do not have this program. No torch, no Qt."""
