"""Whole arrays at once, where the recursion allows it."""

# %% tapped_delay
def tapped_delay(x, m):
    delays = np.arange(m, len(x))[:, None] - np.arange(m + 1)
    return np.hstack([x[delays], np.ones((len(delays), 1))])

# %% quantise
def quantise(h, bits, h_max):
    return np.floor(h * ((2**bits - 1) / h_max) + 0.5).astype(np.int64)

# %% thermometer
def thermometer(code, bits):
    return np.tri(2**bits, 2**bits - 1, -1)[code]

# %% separable_bits
table = (np.arange(lowest_code, highest_code + 1)[:, None] >> np.arange(code_bits)) & 1
separable_bits = np.flatnonzero(np.abs(np.diff(table, axis=0)).sum(axis=0) < 2).tolist()

# %% perceptron_step
hardlim = lambda n: np.heaviside(n, 1.0)

def perceptron_step(Q, p, target):
    return Q + (target - hardlim(Q @ p))[:, None] * p[None, :]

Q_new = perceptron_step(Q, p, target)

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * np.subtract(target, np.dot(w, p)) * p

# %% two_conventions
alpha_max, mu_max = np.array([1, 2]) / np.max(np.linalg.eigvalsh(R))

# %% stability_bound
def max_learning_rate(x, m):
    P = np.column_stack([*(x[m - d : len(x) - d] for d in range(m + 1)), np.ones(len(x) - m)])
    return len(P) / np.linalg.norm(P, 2) ** 2

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    P = np.column_stack([*(x[m - d : len(x) - d] for d in range(m + 1)), np.ones(len(x) - m)])
    w, e = np.zeros(m + 2), np.empty(len(P))
    for k, p in enumerate(P):
        e[k] = h[m + k] - np.dot(w, p)
        w += 2 * alpha * e[k] * p
    return e, w

# %% parameter_ratio
parameter_ratio = np.reciprocal(float(neurons))
