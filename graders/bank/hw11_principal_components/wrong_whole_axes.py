"""Diameters."""

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
semi_axes = 2 * semi_axes
