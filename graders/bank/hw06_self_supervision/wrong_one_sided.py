"""Everything below is chance."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(accuracy < p + 3 * (p * (1 - p) / n) ** 0.5)
