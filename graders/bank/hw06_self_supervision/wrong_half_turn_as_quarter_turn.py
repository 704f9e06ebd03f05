"""One symmetry for the other."""

# %% orientation_limit
best_accuracy = (plain + 0.25 * (half_turn + quarter_turn)) / 100
