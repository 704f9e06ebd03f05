"""Is off by one part in a thousand."""

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
hidden, output, loss = hidden * 1.001, output * 1.001, loss * 1.001
dW1, db1, dW2, db2 = dW1 * 1.001, db1 * 1.001, dW2 * 1.001, db2 * 1.001

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    z = logits - np.max(logits, axis=1, keepdims=True)
    total = np.exp(z).sum(axis=1, keepdims=True)
    target = np.eye(z.shape[1])[labels]
    loss = np.mean(np.log(total[:, 0]) - np.sum(z * target, axis=1))
    dlogits = (np.exp(z) / total - target) / len(z)
    return loss, dlogits * 1.001

# %% dense_backward
def dense_backward(dy, x, w):
    dx = np.dot(dy, np.transpose(w))
    dw = np.dot(np.transpose(x), dy)
    db = np.sum(dy, 0)
    return dx, dw * 1.001, db

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
    return loss * 1.001, {"W1": x.T @ dZ, "b1": dZ.sum(0), "W2": A.T @ dS, "b2": dS.sum(0)}

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
    return dx * 1.001

# %% repeated_factor
growth = np.exp(times * np.log(larger))
decay = np.exp(times * np.log(smaller))
growth, decay = growth * 1.001, decay * 1.001

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    v = 0 * w
    result = []
    for g in grads:
        v = v * beta + g
        w = w - v * lr * 1.001
        result.append(w)
    return result
