"""Zeros of the right form."""

# %% rnn_step
def rnn_step(x, h, W, U, b):
    return np.zeros(h.shape)

# %% lstm_step
def lstm_step(x, h, c, W, U, b):
    return np.zeros(h.shape), np.zeros(c.shape)

# %% bptt
def bptt(x, h0, W, U, b, dh):
    return np.zeros(W.shape), np.zeros(U.shape), np.zeros(b.shape), np.zeros(x.shape)

# %% gradient_norms
def gradient_norms(U, T):
    return np.zeros(T)

# %% cell_counts
ecg_params = lstm_state_size = time_steps = 0

# %% ecg_shapes
def split_ecg(table):
    return np.zeros((len(table), table.shape[1] - 1, 1)), np.zeros((len(table), 1))

def clean(X, y):
    return np.zeros(X.shape), np.zeros(y.shape)

# %% holdout
def holdout(n, labels, fraction, seed):
    k = int(fraction * n)
    return np.zeros(n - k, int), np.zeros(k, int)

# %% epoch_steps
train_rows = epoch_steps = 0

# %% r_squared
def r_squared(y_true, y_pred):
    return 0.0

# %% fix_pipeline
def fit_forecaster(series, seed, windows):
    return np.zeros(len(windows))
