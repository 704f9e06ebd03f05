"""Leaves the activation out."""

# %% rnn_step
def rnn_step(x, h, W, U, b):
    return np.dot(x, W) + np.dot(h, U) + b
