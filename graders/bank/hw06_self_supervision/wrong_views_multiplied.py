"""Multiplied instead of divided."""

# %% orientation_limit
best_accuracy = (plain + 2 * half_turn + 4 * quarter_turn) / 100
