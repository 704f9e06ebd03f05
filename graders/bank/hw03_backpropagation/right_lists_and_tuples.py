"""Plain Python containers."""

# %% hand_network
n = len(X)
Z = X @ W1 + b1
hidden = Z * (Z > 0)
output = hidden @ W2 + b2
loss = np.sum((output - targets) ** 2) / (2 * n)
e = (output - targets) / n
dW2 = hidden.T @ e
db2 = e.sum(axis=0)
dZ = e @ W2.T * (Z > 0)
dW1 = X.T @ dZ
db1 = dZ.sum(axis=0)
hidden, output, dW1, db1, dW2, db2 = (a.tolist() for a in (hidden, output, dW1, db1, dW2, db2))

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    z = logits - np.max(logits, axis=1, keepdims=True)
    total = np.exp(z).sum(axis=1, keepdims=True)
    target = np.eye(z.shape[1])[labels]
    loss = np.mean(np.log(total[:, 0]) - np.sum(z * target, axis=1))
    dlogits = (np.exp(z) / total - target) / len(z)
    return [float(loss), dlogits.tolist()]

# %% dense_backward
def dense_backward(dy, x, w):
    dx = np.dot(dy, np.transpose(w))
    dw = np.dot(np.transpose(x), dy)
    db = np.sum(dy, 0)
    return [dx.tolist(), dw.tolist(), tuple(db)]

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    Z = x @ params["W1"] + params["b1"]
    A = np.where(Z > 0, Z, 0.0)
    S = A @ params["W2"] + params["b2"]
    S = S - S.max(axis=1)[:, None]
    N = len(labels)
    T = np.exp(S).sum(axis=1)
    P = np.exp(S) / T[:, None]
    loss = (np.log(T) - S[range(N), labels]).mean()
    dS = P.copy()
    dS[range(N), labels] -= 1
    dS = dS / N
    dA = dS @ params["W2"].T
    dZ = dA * (Z > 0)
    grads = {"W1": x.T @ dZ, "b1": dZ.sum(0), "W2": A.T @ dS, "b2": dS.sum(0)}
    return [loss, {name: g.tolist() for name, g in grads.items()}]

# %% gradient_check
def gradient_check(f, x, dy, h=1e-5):
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
    return dx.tolist()

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        v = v * beta + g
        w = w - v * lr
        result.append(w)
    return tuple(w.tolist() for w in result)

# %% train_xor
def train_xor(seed):
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
    return {name: v.tolist() for name, v in {"W1": W1, "b1": b1, "W2": W2, "b2": b2}.items()}
