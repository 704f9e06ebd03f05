"""How long the images of the unit vectors are."""

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
semi_axes = np.linalg.norm(Q, axis=0)
