"""The inverse map."""

# %% ellipse
values, directions = np.linalg.eigh(np.linalg.inv(Q))
semi_axes = values
