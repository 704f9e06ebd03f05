"""Adds the bias after the activation."""

# %% rnn_step
def rnn_step(x, h, W, U, b):
    return b + np.tanh(np.dot(x, W) + np.dot(h, U))
