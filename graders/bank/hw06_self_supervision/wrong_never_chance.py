"""Always false."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(False)
