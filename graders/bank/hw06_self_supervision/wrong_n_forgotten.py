"""The spread of one answer."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < 3 * (p * (1 - p)) ** 0.5)
