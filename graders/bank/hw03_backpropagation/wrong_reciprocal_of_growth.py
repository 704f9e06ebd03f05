"""Takes a shrinking by so much for the opposite of a growth by so much."""

# %% repeated_factor
growth = larger**times
decay = 1 / growth
