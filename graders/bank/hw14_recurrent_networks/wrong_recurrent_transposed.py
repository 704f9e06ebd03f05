"""Multiplies states by the transposed weights."""

# %% rnn_step
def rnn_step(x, h, W, U, b):
    return np.tanh(np.dot(x, W) + np.dot(h, U.T) + b)
