"""The units a network is made of (stem, residual block, dense layer, transition, head) as values, without torch."""
