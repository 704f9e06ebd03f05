"""Single precision."""

# %% rnn_step
def rnn_step(x, h, W, U, b):
    x, h, W, U, b = (np.float32(each) for each in (x, h, W, U, b))
    return np.tanh(np.einsum('nf,fh->nh', x, W) + np.einsum('nk,kh->nh', h, U) + b)

# %% lstm_step
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.float32(each) for each in (x, h, c, W, U, b))
    s = lambda v: 1 / (1 + np.exp(-v))
    i, f, g, o = np.split(x.dot(W) + h.dot(U) + b, 4, axis=-1)
    new = s(f) * c + s(i) * np.tanh(g)
    h = s(o) * np.tanh(new)
    return h, new

# %% bptt
def bptt(x, h0, W, U, b, dh):
    hs = [h0]
    for t in range(len(x)):
        hs.append(np.tanh(x[t] @ W + hs[t] @ U + b))
    hs[0] = h0
    dW, dU, db, dx = np.zeros(W.shape), np.zeros(U.shape), np.zeros(b.shape), np.zeros(x.shape)
    carry = np.zeros(len(b))
    for t in range(len(x) - 1, -1, -1):
        a = (dh[t] + carry) * (1 - hs[t + 1] ** 2)
        dW += np.outer(x[t], a)
        dU += np.outer(hs[t], a)
        db += a
        dx[t] = W @ a
        carry = U @ a
    return tuple(np.float32(each) for each in (dW, dU, db, dx))

# %% gradient_norms
def gradient_norms(U, T):
    return np.float32([np.linalg.svd(np.linalg.matrix_power(U, k + 1))[1][0] for k in range(T)])

# %% ecg_shapes
def split_ecg(table):
    return np.float32(table[:, :-1, None]), np.float32(table[:, -1:])

def clean(X, y):
    keep = np.isfinite(X).all(axis=(1, 2)) & np.isfinite(y[:, 0])
    return np.float32(X[keep]), np.float32(y[keep])

# %% r_squared
def r_squared(y_true, y_pred):
    return np.float32(1 - np.mean((y_true - y_pred) ** 2) / np.var(y_true))

# %% fix_pipeline
def fit_forecaster(series, seed, windows):
    m, s = series.mean(axis=0), series.std(axis=0)
    z = (series - m) / s
    past = np.array([z[k : k + 16].ravel() for k in range(len(z) - 16)] + [np.zeros(48)])
    w = np.linalg.lstsq(np.c_[past[:-1], np.ones(len(past) - 1)], z[16:, 0], rcond=None)[0]
    new = ((windows - m) / s).reshape(len(windows), 48)
    return np.float32(m[0] + s[0] * (new @ w[:-1] + w[-1]))
