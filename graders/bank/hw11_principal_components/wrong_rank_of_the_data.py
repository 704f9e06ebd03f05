"""The rank of the covariance."""

# %% symmetric_start
symmetric_rank = len(start)
