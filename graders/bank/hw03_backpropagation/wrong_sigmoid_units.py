"""Trains sigmoid hidden units."""

# %% train_xor
def train_xor(seed):
    rng = np.random.default_rng(seed)
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    T = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1 = rng.normal(size=(2, 6)), rng.normal(size=6)
    W2, b2 = rng.normal(size=(6, 1)), np.zeros(1)
    for _ in range(5000):
        A = 1 / (1 + np.exp(-(X @ W1 + b1)))
        P = 1 / (1 + np.exp(-(A @ W2 + b2)))
        E = (P - T) / 4
        D = (E @ W2.T) * (A * (1 - A))
        W2 = W2 - 4 * A.T @ E
        b2 = b2 - 4 * E.sum(axis=0)
        W1 = W1 - 4 * X.T @ D
        b1 = b1 - 4 * D.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
