"""Takes the derivative of the squared error to be t − g."""

# %% filter_gradient
error = target - np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)])
filter_gradient = error * np.array([[x[u : u + 2, v : v + 2].mean() for v in range(2)] for u in range(2)])

# %% input_gradient
error = target - np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)])
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += error * w / 4
