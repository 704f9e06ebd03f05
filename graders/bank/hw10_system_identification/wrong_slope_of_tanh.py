"""Uses the slope of another activation."""

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, b2 = model.get_weights()
    s = 1 / (1 + np.exp(-(inputs @ w1 + b1)))
    slopes = ((1 - s**2) * w2[:, 0]) @ w1.T
    return slopes.mean(axis=0)
