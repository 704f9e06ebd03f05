"""One symmetry for the other."""

# %% orientation_limit
best_accuracy = (plain + 0.5 * half_turn + 0.5 * quarter_turn) / 100
