"""A percentage."""

# %% orientation_limit
best_accuracy = plain + half_turn / 2 + quarter_turn / 4
