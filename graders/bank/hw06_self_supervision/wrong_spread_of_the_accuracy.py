"""The spread of what came out."""

# %% chance_level
def is_chance(accuracy, classes, n):
    p = 1 / classes
    return bool(abs(accuracy - p) < 3 * (accuracy * (1 - accuracy) / n) ** 0.5)
