"""Trains a single layer, which cannot solve XOR."""

# %% train_xor
def train_xor(seed):
    rng = np.random.default_rng(seed)
    X, T = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    w, b = rng.normal(size=2), 0.0
    for _ in range(500):
        e = 1 / (1 + np.exp(-(X @ w + b))) - T
        w, b = w - X.T @ e, b - e.sum()
    return {"W1": np.eye(2), "b1": np.zeros(2), "W2": w[:, None], "b2": np.array([b])}
