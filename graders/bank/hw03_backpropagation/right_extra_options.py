"""Has parameters with defaults beyond those asked for."""

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5, verbose=False):
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

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta, dampening=0):
    v = 0 * w
    result = []
    for g in grads:
        v = v * beta + g
        w = w - v * lr
        result.append(w)
    return result

# %% train_xor
def train_xor(seed, units=6):
    rng = np.random.default_rng(seed)
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    T = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1 = rng.normal(size=(2, 6)), rng.normal(size=6)
    W2, b2 = rng.normal(size=(6, 1)), np.zeros(1)
    for _ in range(2000):
        A = np.tanh(X @ W1 + b1)
        P = 1 / (1 + np.exp(-(A @ W2 + b2)))
        E = (P - T) / 4
        D = (E @ W2.T) * (1 - A * A)
        W2 = W2 - A.T @ E
        b2 = b2 - E.sum(axis=0)
        W1 = W1 - X.T @ D
        b1 = b1 - D.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% dense_backward
def dense_backward(dy, x, w, average=False):
    dx = np.dot(dy, np.transpose(w))
    dw = np.dot(np.transpose(x), dy)
    db = np.sum(dy, 0)
    return dx, dw, db
