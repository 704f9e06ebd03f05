"""Zeros of the right form."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.zeros((len(x) - m, m + 2))

# %% quantise
def quantise(h, bits, h_max):
    return np.zeros(len(h), dtype=int)

# %% thermometer
def thermometer(code, bits):
    return np.zeros(2**bits - 1)

# %% perceptron_step
def perceptron_step(Q, p, target):
    return np.zeros(Q.shape)

Q_new = np.zeros(Q.shape)

# %% lms_step
def lms_step(w, p, target, alpha):
    return np.zeros(len(w))

# %% two_conventions
alpha_max, mu_max = 0.0, 0.0

# %% stability_bound
def max_learning_rate(x, m):
    return 0.0

# %% parameter_ratio
parameter_ratio = 0.0

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    return np.zeros(len(x) - m), np.zeros(m + 2)
