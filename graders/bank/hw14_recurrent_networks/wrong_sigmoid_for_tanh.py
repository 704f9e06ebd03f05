"""A sigmoid in the place of the tanh."""

# %% rnn_step
def rnn_step(x, h, W, U, b):
    return 1 / (1 + np.exp(-(np.dot(x, W) + np.dot(h, U) + b)))
