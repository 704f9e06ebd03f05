"""Returns the derivatives of every output, one row each."""

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    x = np.array(x, dtype=float)
    dx = []
    for i in range(x.size):
        old = x.flat[i]
        x.flat[i] = old + h
        up = f(x)
        x.flat[i] = old - h
        down = f(x)
        x.flat[i] = old
        dx.append(np.ravel(up - down) / (2 * h))
    return np.array(dx).T
