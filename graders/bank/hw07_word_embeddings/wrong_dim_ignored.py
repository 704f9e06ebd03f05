"""Always makes vectors of length two."""

# %% train_embedding
def train_embedding(pairs, vocabulary, dim=2, seed=0):
    dim = 2
    place = {word: i for i, word in enumerate(vocabulary)}
    V = len(vocabulary)
    counts = np.zeros((V, V))
    for main, context in pairs:
        counts[place[main], place[context]] += 1
    counts /= counts.sum()
    rng = np.random.RandomState(seed)
    E, W, b = rng.normal(0, 0.3, (V, dim)), rng.normal(0, 0.3, (dim, V)), np.zeros(V)
    for _ in range(1500):
        p = np.exp(E @ W + b)
        d = counts.sum(1, keepdims=True) * p / p.sum(1, keepdims=True) - counts
        E, W, b = E - 8 * d @ W.T, W - 8 * E.T @ d, b - 8 * d.sum(0)
    return E
