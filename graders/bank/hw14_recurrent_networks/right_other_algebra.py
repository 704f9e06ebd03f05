"""Other formulas for the same."""

# %% rnn_step
def rnn_step(x, h, W, U, b):
    return 1 - 2 / (1 + np.exp(2 * (np.hstack([x, h]) @ np.vstack([W, U]) + b)))

# %% lstm_step
def lstm_step(x, h, c, W, U, b):
    H = h.shape[1]
    z = np.concatenate([x, h, np.ones((len(x), 1))], axis=1) @ np.concatenate([W, U, b[None]])
    i, f, o = (0.5 + 0.5 * np.tanh(0.5 * z[:, k * H : (k + 1) * H]) for k in (0, 1, 3))
    c = f * c + i * np.tanh(z[:, 2 * H : 3 * H])
    return [o * np.tanh(c), c]

# %% bptt
def bptt(x, h0, W, U, b, dh):
    T = len(x)
    h = [h0]
    for t in range(T):
        h.append(np.tanh(W.T @ x[t] + U.T @ h[t] + b))
    slopes = [1 - v**2 for v in h]
    a = np.zeros_like(dh)
    for t in range(T):
        way = np.diag(slopes[t + 1])
        for s in range(t, T):
            a[t] += way @ dh[s]
            if s + 1 < T:
                way = way @ U @ np.diag(slopes[s + 2])
    dW = np.einsum("tf,th->fh", x, a)
    dU = np.einsum("tk,th->kh", np.array(h[:-1]), a)
    return dW, dU, a.sum(0), np.einsum("fh,th->tf", W, a)

# %% gradient_norms
def gradient_norms(U, T):
    return [float(np.linalg.svd(np.linalg.matrix_power(U.T, k), compute_uv=False).max()) for k in range(1, T + 1)]

# %% r_squared
def r_squared(y_true, y_pred):
    e, d = y_true - y_pred, y_true - np.mean(y_true)
    return float((d @ d - e @ e) / (d @ d))

# %% cell_counts
ecg_params, lstm_state_size, time_steps = 4 * units**2 + 9 * units + 1, units, window

# %% epoch_steps
train_rows = int(beats * (1 - share))
epoch_steps = (train_rows - 1) // batch + 1

# %% ecg_shapes
def split_ecg(table):
    X, y = np.split(table, [-1], axis=1)
    return np.expand_dims(X, -1), y

def clean(X, y):
    keep = np.isfinite(X.sum(axis=(1, 2)) + y[:, 0])
    return X[keep], y[keep]

# %% fix_pipeline
def fit_forecaster(series, seed, windows):
    m, s = series.mean(axis=0), series.std(axis=0)
    z = (series - m) / s
    past = np.array([z[k : k + 16].ravel() for k in range(len(z) - 16)] + [np.zeros(48)])
    w = np.linalg.lstsq(np.c_[past[:-1], np.ones(len(past) - 1)], z[16:, 0], rcond=None)[0]
    new = ((windows - m) / s).reshape(len(windows), 48)
    return [float(v) for v in m[0] + s[0] * (new @ w[:-1] + w[-1])]
