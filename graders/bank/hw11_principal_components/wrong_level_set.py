"""The ellipse of the quadratic form."""

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
semi_axes = semi_axes**-0.5
