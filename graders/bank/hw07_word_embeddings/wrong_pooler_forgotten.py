"""Forgets the pooler."""

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    if width % heads:
        raise ValueError("heads")
    A = width
    square = A * A + A
    embeddings = (vocabulary + positions + segments) * A
    return embeddings + 2 * A + layers * (4 * square + 8 * A * A + 9 * A)
