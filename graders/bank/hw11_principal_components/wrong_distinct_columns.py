"""Different columns are counted."""

# %% symmetric_start
symmetric_rank = len({tuple(column) for column in start.T})
