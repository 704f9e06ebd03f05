"""Partial fractions, matrices and other algebra."""

# %% poles_and_regions
p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
poles, zeros = np.setdiff1d(p, [zero]), np.setdiff1d([0, zero], p)
regions = len(np.unique(np.abs(poles))) + 1
stable_region = (0, np.abs(poles).min())

# %% impulse_response
from scipy.linalg import toeplitz

def impulse_response(b, a, n):
    column = np.zeros(n)
    column[: len(a)] = a[:n]
    b = np.append(b, np.zeros(n))[:n]
    return np.linalg.solve(np.tril(toeplitz(column)), b)

p = sorted(np.rint(np.roots(den)).astype(int).tolist())
zero = int(np.rint(-num[1] / num[0]))
left = np.array([float(pole) for pole in p if pole != zero])
k = num[0] / den[0]
residues = [k] if len(left) == 1 else [k * (left[i] - zero) / (left[i] - left[1 - i]) for i in range(2)]
g = sum(r * pole ** np.arange(6) for r, pole in zip(residues, left))

# %% difference_equation
monic = np.poly(np.roots(den))
coefficients = {"x": np.rint([num[0] / den[0], num[1] / den[0], 0]), "y": np.rint(-monic[1:])}

# %% simulate
def simulate(coefficients, x):
    n = len(x)
    inputs = sum((c * np.eye(n, k=-i) for i, c in enumerate(coefficients["x"])), np.zeros((n, n)))
    feedback = sum((d * np.eye(n, k=-1 - j) for j, d in enumerate(coefficients["y"])), np.zeros((n, n)))
    return np.linalg.solve(np.eye(n) - feedback, inputs @ x)

# %% regressors
def regressors(x, y, nx, ny):
    k = np.arange(max(nx, ny), len(y))[:, None]
    return np.concatenate((x[k - np.arange(nx + 1)], y[k - np.arange(1, ny + 1)]), axis=1), y[k[:, 0]]

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, _ = [weight.astype(float) for weight in model.get_weights()]
    def output(z):
        return (1 / (1 + np.exp(-(z @ w1 + b1))) @ w2)[:, 0]
    step = 1e-5 * np.eye(inputs.shape[1])
    return np.array([np.mean(output(inputs + e) - output(inputs - e)) / 2e-5 for e in step])

# %% adaline_coefficients
def adaline_fit(D, t):
    q, r = np.linalg.qr(D)
    return np.linalg.solve(r, q.T @ t)

# %% transfer_function
def to_transfer_function(w):
    den = np.array([1.0, -w[3], -w[4]])
    factor = np.linalg.inv([[den[-1]]])[0, 0]
    return factor * np.asarray(w[:3]), factor * den
