"""The three kinds weigh the same."""

# %% orientation_limit
best_accuracy = (1 + 0.5 + 0.25) / 3
