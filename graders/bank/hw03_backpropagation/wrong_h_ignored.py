"""Has a step of its own."""

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    h = 1e-5
    x = np.array(x, dtype=float)
    dx = np.empty_like(x)
    for i in range(x.size):
        old = x.flat[i]
        x.flat[i] = old + h
        up = f(x)
        x.flat[i] = old - h
        down = f(x)
        x.flat[i] = old
        dx.flat[i] = np.sum((up - down) * dy) / (2 * h)
    return dx
