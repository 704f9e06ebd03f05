"""Returns the vectors it began with."""

# %% train_embedding
def train_embedding(pairs, vocabulary, dim=2, seed=0):
    return np.random.RandomState(seed).uniform(-0.05, 0.05, (len(vocabulary), dim))
