"""What a person edits and saves: the experiment, its analysis, its file. No torch, no Qt."""
