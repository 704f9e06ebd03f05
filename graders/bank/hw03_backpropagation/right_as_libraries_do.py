"""The conventions of libraries: logsumexp, a velocity that holds the learning rate, Adam."""

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    onehot = labels[:, None] == np.arange(logits.shape[1])
    return -log_p[onehot].mean(), (np.exp(log_p) - onehot) / len(logits)

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0)
    logits = hidden @ params["W2"] + params["b2"]
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    onehot = labels[:, None] == np.arange(logits.shape[1])
    delta = (np.exp(log_p) - onehot) / len(x)
    back = delta @ params["W2"].T * np.sign(hidden)
    grads = {"b2": delta.sum(axis=0), "W2": hidden.T @ delta, "b1": back.sum(axis=0), "W1": x.T @ back}
    return np.float64(-log_p[onehot].mean()), grads

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    velocity, places = np.zeros(w.shape), [np.array(w)]
    for g in grads:
        velocity = beta * velocity - lr * g
        places.append(places[-1] + velocity)
    return places[1:]

# %% train_xor
def train_xor(seed):
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=33)
    first, second = np.zeros(33), np.zeros(33)
    for t in range(1, 3001):
        x = rng.integers(0, 2, size=2)
        V, c, u, a = theta[:16].reshape(2, 8), theta[16:24], theta[24:32], theta[32]
        h = np.tanh(x @ V + c)
        e = 1 / (1 + np.exp(-(h @ u + a))) - (x[0] ^ x[1])
        d = e * u * (1 - h**2)
        g = np.concatenate([np.outer(x, d).ravel(), d, e * h, [e]])
        first, second = 0.9 * first + 0.1 * g, 0.999 * second + 0.001 * g**2
        theta = theta - 0.02 * first / (1 - 0.9**t) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
    return {"W1": theta[:16].reshape(2, 8), "b1": theta[16:24], "W2": theta[24:32, None], "b2": theta[32:]}
