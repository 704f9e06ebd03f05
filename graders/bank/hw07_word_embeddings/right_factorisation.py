"""No network: pointwise mutual information and singular vectors."""

# %% train_embedding
def train_embedding(pairs, vocabulary, dim=2, seed=0):
    place = {word: i for i, word in enumerate(vocabulary)}
    counts = np.full((len(vocabulary), len(vocabulary)), 0.5)
    for main, context in pairs:
        counts[place[main], place[context]] += 1
    counts /= counts.sum()
    information = np.log(counts / counts.sum(1, keepdims=True) / counts.sum(0))
    information -= information.mean(axis=0)
    U, s, _ = np.linalg.svd(information)
    return U[:, :dim] * s[:dim]
