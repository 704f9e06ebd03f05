"""Forgets all biases."""

# %% embedding_weights
embedding_net_params = 2 * word_count * embedding_dim

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    if width % heads:
        raise ValueError("heads")
    return (vocabulary + positions + segments + 2) * width + layers * (12 * width**2 + 4 * width) + width**2
