"""Five per cent."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < 0.05)
