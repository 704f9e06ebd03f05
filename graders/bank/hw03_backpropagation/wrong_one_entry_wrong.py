"""Has one wrong entry in every array."""

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
for _array in (hidden, output, dW1, db1, dW2, db2):
    _array.flat[-1] += 1

# %% dense_backward
def dense_backward(dy, x, w):
    dx = np.dot(dy, np.transpose(w))
    dw = np.dot(np.transpose(x), dy)
    db = np.sum(dy, 0)
    dx[-1, -1] += 1
    return dx, dw, db

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
    dx.flat[-1] += 1
    return dx
