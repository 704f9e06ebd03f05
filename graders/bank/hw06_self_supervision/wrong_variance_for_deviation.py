"""The root is forgotten."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < 3 * p * (1 - p) / n)
