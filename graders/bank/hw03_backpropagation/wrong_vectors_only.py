"""Loops over the first axis as if there were no other."""

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    dx = np.zeros(len(x))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        dx[i] = np.sum(dy * (f(x + e) - f(x - e))) / (2 * h)
    return dx
