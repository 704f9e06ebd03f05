"""Starts counting at the first factor."""

# %% repeated_factor
growth, decay = larger, smaller
for _ in range(1, times - 1):
    growth, decay = growth * larger, decay * smaller
