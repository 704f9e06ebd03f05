"""Slides the filter over the image once more."""

# %% filter_gradient
filter_gradient = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
