"""Returns c first."""

# %% lstm_step
def lstm_step(x, h, c, W, U, b):
    s = lambda v: 1 / (1 + np.exp(-v))
    i, f, g, o = np.split(x.dot(W) + h.dot(U) + b, 4, axis=-1)
    new = s(f) * c + s(i) * np.tanh(g)
    h = s(o) * np.tanh(new)
    return new, h
