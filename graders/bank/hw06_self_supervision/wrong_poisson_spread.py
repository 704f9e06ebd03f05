"""The variance of a count of rare events."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < 3 * (p / n) ** 0.5)
