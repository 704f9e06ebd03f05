"""The numbers of the published homework, whatever is given."""

# %% covariance_by_hand
covariance, eigenvalues = [[17.8, 8.4], [8.4, 9.2]], [22.94, 4.06]
eigenvectors = [[0.853, 0.522], [0.522, -0.853]]

# %% ellipse
semi_axes, directions = [11, 1], [[2, 1], [1, -2]]

# %% component_limit
max_components = 400

# %% symmetric_start
symmetric_rank = 7

# %% pair_network
pair_params = 90300
