"""Two standard deviations."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < 2 * (p * (1 - p) / n) ** 0.5)
