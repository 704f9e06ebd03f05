"""Forgets that the mean gives each entry of the feature map the weight 1/4."""

# %% filter_gradient
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
output_gradient = conv_map.mean() - target if loss == "half_square" else 1.0
filter_gradient = output_gradient * np.array([[x[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])

# %% input_gradient
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
output_gradient = conv_map.mean() - target if loss == "half_square" else 1.0
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += output_gradient * w
