"""Objects that can be called."""

# %% dense_backward
class Backward:
    def __call__(self, dy, x, w):
        return (w @ dy.T).T, (dy.T @ x).T, np.ones(len(dy)) @ dy

dense_backward = Backward()

# %% gradient_check
from functools import partial

def directional(f, x, dy, h, unit):
    return np.sum(dy * f(x + h * unit) - dy * f(x - h * unit)) / (2.0 * h)

gradient_check = lambda f, x, dy, h=1e-5: np.reshape(
    [directional(f, x, dy, h, unit.reshape(x.shape)) for unit in np.eye(x.size)], x.shape
)

# %% train_xor
class Trainer:
    def __call__(self, seed):
        rng = np.random.default_rng(seed)
        X, T = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
        p = {"W1": rng.uniform(-1, 1, (2, 12)), "b1": np.zeros((1, 12)), "W2": rng.uniform(-1, 1, (12, 1)), "b2": np.zeros((1, 1))}
        m = {name: np.zeros_like(v) for name, v in p.items()}
        for _ in range(600):
            A = np.tanh(X @ p["W1"] + p["b1"])
            E = 1 / (1 + np.exp(-(A @ p["W2"] + p["b2"]))) - T
            D = (E @ p["W2"].T) * (1 - A**2)
            grads = {"W1": X.T @ D, "b1": D.sum(0, keepdims=True), "W2": A.T @ E, "b2": E.sum(0, keepdims=True)}
            for name in p:
                m[name] = 0.9 * m[name] - 0.05 * grads[name]
                p[name] = p[name] + m[name]
        return p

train_xor = Trainer()
