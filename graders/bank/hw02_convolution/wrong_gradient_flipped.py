"""Turns the image by 180° before sliding over it, as for the other gradient."""

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
turned = x[::-1, ::-1]
filter_gradient = each * np.array([[turned[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])
