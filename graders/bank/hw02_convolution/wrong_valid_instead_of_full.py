"""Slides the turned filter over the output gradient without padding it first."""

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = np.array([[np.sum(np.full((2, 2), each) * w[::-1, ::-1])]])
