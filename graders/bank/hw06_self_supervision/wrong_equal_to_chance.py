"""Equal numbers only."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < 1e-9)
