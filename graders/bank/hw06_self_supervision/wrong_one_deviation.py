"""One standard deviation."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < (p * (1 - p) / n) ** 0.5)
