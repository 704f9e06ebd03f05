"""Small batches of pairs, by hand."""

# %% train_embedding
def train_embedding(pairs, vocabulary, dim=2, seed=0):
    rng = np.random.default_rng(seed)
    place = {word: i for i, word in enumerate(vocabulary)}
    data = np.array([(place[a], place[b]) for a, b in pairs])
    V = len(vocabulary)
    E, W = rng.normal(0, 0.1, (V, dim)), rng.normal(0, 0.1, (dim, V))
    for epoch in range(15):
        for batch in np.array_split(rng.permutation(data), len(data) // 50):
            x, y = batch.T
            p = np.exp(E[x] @ W)
            p /= p.sum(axis=1, keepdims=True)
            p[np.arange(len(y)), y] -= 1
            dE = p @ W.T
            W -= 0.02 * E[x].T @ p
            np.add.at(E, x, -0.02 * dE)
    return E.tolist()
