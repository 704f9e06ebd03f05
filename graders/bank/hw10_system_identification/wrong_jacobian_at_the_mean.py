"""Differentiates at the mean input."""

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, b2 = model.get_weights()
    s = 1 / (1 + np.exp(-(inputs.mean(axis=0, keepdims=True) @ w1 + b1)))
    slopes = (s * (1 - s) * w2[:, 0]) @ w1.T
    return slopes.mean(axis=0)
