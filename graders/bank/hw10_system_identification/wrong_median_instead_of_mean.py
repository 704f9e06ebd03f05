"""Takes the median over the rows."""

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, b2 = model.get_weights()
    s = 1 / (1 + np.exp(-(inputs @ w1 + b1)))
    slopes = (s * (1 - s) * w2[:, 0]) @ w1.T
    return np.median(slopes, axis=0)
