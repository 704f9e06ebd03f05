"""Slides the filter as it stands over the padded output gradient."""

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
padded = np.pad(np.full((2, 2), each), 1)
input_gradient = np.array([[np.sum(w * padded[a : a + 2, b : b + 2]) for b in range(3)] for a in range(3)])
