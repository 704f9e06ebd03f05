"""One number at a time, with lists."""

# %% hand_network
Z = [[sum(X[n][i] * W1[i][j] for i in range(2)) + b1[j] for j in range(2)] for n in range(2)]
hidden = [[z if z > 0 else 0.0 for z in row] for row in Z]
output = [[hidden[n][0] * W2[0][0] + hidden[n][1] * W2[1][0] + b2[0]] for n in range(2)]
errors = [output[n][0] - targets[n][0] for n in range(2)]
loss = (errors[0] ** 2 / 2 + errors[1] ** 2 / 2) / 2
dW1, db1, dW2, db2 = [[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0], [[0.0], [0.0]], [0.0]
for n in range(2):
    db2[0] += errors[n] / 2
    for j in range(2):
        dW2[j][0] += hidden[n][j] * errors[n] / 2
        if Z[n][j] > 0:
            db1[j] += W2[j][0] * errors[n] / 2
            for i in range(2):
                dW1[i][j] += X[n][i] * W2[j][0] * errors[n] / 2

# %% softmax_cross_entropy
from math import exp, log

def softmax_cross_entropy(logits, labels):
    loss, gradient = 0.0, []
    for row, label in zip(logits.tolist(), labels.tolist()):
        top = max(row)
        powers = [exp(z - top) for z in row]
        loss += top + log(sum(powers)) - row[label]
        gradient.append([(p / sum(powers) - (c == label)) / len(labels) for c, p in enumerate(powers)])
    return loss / len(labels), gradient

# %% dense_backward
def dense_backward(dy, x, w):
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[1])
    for n in range(x.shape[0]):
        for k in range(w.shape[1]):
            db[k] += dy[n, k]
            for d in range(w.shape[0]):
                dx[n, d] += dy[n, k] * w[d, k]
                dw[d, k] += x[n, d] * dy[n, k]
    return dx, dw, db

# %% mlp_gradients
def mlp_gradients(params, x, labels):
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    loss, grads = 0.0, {name: np.zeros(value.shape) for name, value in params.items()}
    for row, label in zip(x, labels):
        h = np.array([max(row @ W1[:, j] + b1[j], 0.0) for j in range(len(b1))])
        s = np.array([h @ W2[:, c] + b2[c] for c in range(len(b2))])
        e = np.exp(s - s.max())
        p = e / e.sum()
        loss += np.log(e.sum()) + s.max() - s[label]
        for c in range(len(b2)):
            d = p[c] - (c == label)
            grads["b2"][c] += d
            for j in range(len(b1)):
                grads["W2"][j, c] += h[j] * d
                if h[j] > 0:
                    grads["b1"][j] += W2[j, c] * d
                    grads["W1"][:, j] += row * W2[j, c] * d
    return loss / len(x), {name: value / len(x) for name, value in grads.items()}

# %% repeated_factor
growth = decay = 1.0
for _ in range(times):
    growth *= larger
    decay *= smaller

# %% momentum_steps
def sgd_momentum(w, grads, lr, beta):
    flat, velocity, path = [float(v) for v in w.ravel()], [0.0] * w.size, []
    for gradient in grads:
        for i, g in enumerate(gradient.ravel()):
            velocity[i] = beta * velocity[i] + g
            flat[i] -= lr * velocity[i]
        path.append(np.array(flat).reshape(w.shape))
    return path
