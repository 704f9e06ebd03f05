"""Differentiates the pooled value and forgets the square around it."""

# %% filter_gradient
filter_gradient = np.array([[x[u : u + 2, v : v + 2].mean() for v in range(2)] for u in range(2)])

# %% input_gradient
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += w / 4
