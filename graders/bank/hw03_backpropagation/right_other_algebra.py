"""Arrives at the same numbers by another way."""

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    losses, rows = [], []
    for z, label in zip(logits, labels):
        p = np.exp(z - z.max())
        p /= p.sum()
        losses.append(np.logaddexp.reduce(z) - z[label])
        jacobian = np.diag(p) - np.outer(p, p)
        # ∂L/∂p is −1/p at the label; the row of the Jacobian has p as a factor, which cancels.
        rows.append(np.where(p[label] > 0, -jacobian[label] / max(p[label], 1e-300), p - np.eye(len(p))[label]))
    return np.mean(losses), np.array(rows) / len(labels)

# %% dense_backward
def dense_backward(dy, x, w):
    together = np.hstack([x, np.ones((len(x), 1))]).T @ dy
    return dy @ w.T, together[:-1], together[-1]

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    ones = np.ones((len(x), 1))
    x = np.hstack([x, ones])
    V, U = np.vstack([params["W1"], params["b1"]]), np.vstack([params["W2"], params["b2"]])
    h = np.hstack([np.maximum(x @ V, 0), ones])
    s = h @ U
    s -= s.max(axis=1, keepdims=True)
    log_p = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    target = np.eye(s.shape[1])[labels]
    d = (np.exp(log_p) - target) / len(x)
    dU, dV = h.T @ d, x.T @ ((d @ U[:-1].T) * (h[:, :-1] > 0))
    return -np.sum(target * log_p) / len(x), {"W1": dV[:-1], "b1": dV[-1], "W2": dU[:-1], "b2": dU[-1]}

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    def weight(age):
        return sum(beta**k for k in range(age + 1))

    return [w - lr * sum(weight(t - s) * grads[s] for s in range(t + 1)) for t in range(len(grads))]
