"""The images of the unit vectors as axes."""

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
directions = Q / np.linalg.norm(Q, axis=0)
