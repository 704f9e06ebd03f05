"""Symmetric images are always wrong."""

# %% orientation_limit
best_accuracy = plain / 100
