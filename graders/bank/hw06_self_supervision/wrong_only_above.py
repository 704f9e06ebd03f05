"""Whether it is above chance by less than three."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(0 <= accuracy - p < 3 * (p * (1 - p) / n) ** 0.5)
