"""Single precision throughout."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))]).astype(np.float32)

# %% quantise
def quantise(h, bits, h_max):
    return np.rint(np.float32(h) * np.float32(2**bits - 1) / np.float32(h_max)).astype(np.float32)

# %% thermometer
def thermometer(code, bits):
    return (np.arange(2**bits - 1) < code).astype(np.float32)

# %% separable_bits
separable_bits = np.array(
    [b for b in range(code_bits) if (highest_code >> b) - (lowest_code >> b) <= 1], dtype=np.float32
)

# %% perceptron_step
def perceptron_step(Q, p, target):
    return (Q + np.outer(target - (Q @ p >= 0), p)).astype(np.float32)

Q_new = perceptron_step(Q, p, target)

# %% lms_step
def lms_step(w, p, target, alpha):
    w, p = np.float32(w), np.float32(p)
    return w + np.float32(2 * alpha) * (np.float32(target) - w @ p) * p

# %% two_conventions
alpha_max = np.float32(1 / np.linalg.eigvalsh(R)[-1])
mu_max = np.float32(2 / np.linalg.eigvalsh(R)[-1])

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return np.float32(1 / np.linalg.eigvalsh(P.T @ P / len(P))[-1])

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w, e = np.zeros(m + 2, dtype=np.float32), []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0).astype(np.float32)
        e.append(np.float32(h[k]) - w @ p)
        w = w + np.float32(2 * alpha) * e[-1] * p
    return np.array(e, dtype=np.float32), w

# %% parameter_ratio
parameter_ratio = np.float32((delays + 2) / (neurons * (delays + 2)))
