"""Everything can be told."""

# %% orientation_limit
best_accuracy = 1
