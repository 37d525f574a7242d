"""What a network costs beside its layers: training memory, shares of the stages, the counts of other conventions."""
