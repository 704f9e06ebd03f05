"""Loops over single numbers."""

# %% tapped_delay
def tapped_delay(x, m):
    P = np.ones((len(x) - m, m + 2))
    for row in range(len(x) - m):
        for delay in range(m + 1):
            P[row, delay] = x[row + m - delay]
    return P

# %% quantise
def quantise(h, bits, h_max):
    codes = []
    for level in h:
        code = 0
        while code < 2**bits - 1 and abs((code + 1) * h_max / (2**bits - 1) - level) < abs(code * h_max / (2**bits - 1) - level):
            code += 1
        codes.append(code)
    return np.array(codes)

# %% thermometer
def thermometer(code, bits):
    t = np.zeros(2**bits - 1, dtype=int)
    for j in range(code):
        t[j] = 1
    return t

# %% separable_bits
separable_bits = []
for bit in range(code_bits):
    changes = 0
    for code in range(lowest_code, highest_code):
        if (code // 2**bit) % 2 != ((code + 1) // 2**bit) % 2:
            changes += 1
    if changes < 2:
        separable_bits.append(bit)

# %% perceptron_step
def perceptron_step(Q, p, target):
    new = np.array(Q, dtype=float)
    for i in range(len(Q)):
        net = sum(Q[i, j] * p[j] for j in range(len(p)))
        on = 1 if net >= 0 else 0
        for j in range(len(p)):
            new[i, j] += (target[i] - on) * p[j]
    return new

Q_new = perceptron_step(Q, p, target)

# %% lms_step
def lms_step(w, p, target, alpha):
    a = 0.0
    for weight, entry in zip(w, p):
        a += weight * entry
    return np.array([weight + 2 * alpha * (target - a) * entry for weight, entry in zip(w, p)])

# %% two_conventions
a, b, c = R[0, 0], R[0, 1], R[1, 1]
largest = (a + c + ((a - c) ** 2 + 4 * b**2) ** 0.5) / 2
alpha_max = 1 / largest
mu_max = 2 / largest

# %% stability_bound
def max_learning_rate(x, m):
    R = np.zeros((m + 2, m + 2))
    for k in range(m, len(x)):
        p = [x[k - d] for d in range(m + 1)] + [1.0]
        for i in range(m + 2):
            for j in range(m + 2):
                R[i, j] += p[i] * p[j]
    return 1 / max(np.linalg.eigvalsh(R / (len(x) - m)))

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w, errors = [0.0] * (m + 2), []
    for k in range(m, len(x)):
        p = [float(x[k - d]) for d in range(m + 1)] + [1.0]
        error = float(h[k]) - sum(weight * entry for weight, entry in zip(w, p))
        w = [weight + 2 * alpha * error * entry for weight, entry in zip(w, p)]
        errors.append(error)
    return np.array(errors), np.array(w)

# %% parameter_ratio
adaline = sum(1 for _ in range(delays + 2))
perceptrons = sum(1 for _ in range(neurons) for _ in range(delays + 2))
parameter_ratio = adaline / perceptrons
