"""Rounds the gradients to whole numbers."""

# %% dense_backward
def dense_backward(dy, x, w):
    dx = np.dot(dy, np.transpose(w))
    dw = np.dot(np.transpose(x), dy)
    db = np.sum(dy, 0)
    return dx.astype(int), dw.astype(int), db.astype(int)

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
    x = np.array(x, dtype=float)
    dx = np.empty_like(x, dtype=int)
    for i in range(x.size):
        old = x.flat[i]
        x.flat[i] = old + h
        up = f(x)
        x.flat[i] = old - h
        down = f(x)
        x.flat[i] = old
        dx.flat[i] = np.sum((up - down) * dy) / (2 * h)
    return dx

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        v = v * beta + g
        w = w - v * lr
        result.append(w.astype(int))
    return result
