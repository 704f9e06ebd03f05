"""The same numbers by other formulas."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.lib.stride_tricks.sliding_window_view(np.append(x, 0), m + 1)[:-1, ::-1] @ np.eye(m + 1, m + 2) + np.eye(m + 2)[-1]

# %% quantise
def quantise(h, bits, h_max):
    return (2**bits - 1) - np.rint((2**bits - 1) * (1 - h / h_max)).astype(int)

# %% thermometer
def thermometer(code, bits):
    return np.clip(code - np.arange(2**bits - 1), 0, 1)

# %% separable_bits
# A bit changes where a multiple of its worth is passed.
separable_bits = [b for b in range(code_bits) if highest_code // 2**b - lowest_code // 2**b <= 1]

# %% perceptron_step
def perceptron_step(Q, p, target):
    on = (Q @ p >= 0).astype(float)
    up, down = target * (1 - on), on * (1 - target)
    return Q + np.einsum("i,j->ij", up - down, p)

Q_new = perceptron_step(Q, p, target)

# %% lms_step
def lms_step(w, p, target, alpha):
    return (np.eye(len(w)) - 2 * alpha * np.outer(p, p)) @ w + 2 * alpha * target * p

# %% two_conventions
mean = np.trace(R) / 2
largest = mean + np.sqrt(mean**2 - np.linalg.det(R))
mu_max = 2 / largest
alpha_max = mu_max / 2

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([np.append(x[k - m : k + 1], 1.0) for k in range(m, len(x))])
    return float(1 / np.max(np.linalg.eigvals(P @ P.T / len(P)).real))

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w, errors = np.zeros(m + 2), []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        errors.append(h[k] - w @ p)
        w = (np.eye(m + 2) - 2 * alpha * np.outer(p, p)) @ w + 2 * alpha * h[k] * p
    return np.array(errors), w

# %% parameter_ratio
parameter_ratio = 2.0 ** -np.log2(neurons)
