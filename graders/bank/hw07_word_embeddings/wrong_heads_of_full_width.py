"""Gives each head matrices of the full width."""

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    if width % heads:
        raise ValueError("heads")
    A = width
    square = A * A + A
    embeddings = (vocabulary + positions + segments) * A
    return embeddings + 2 * A + layers * (heads * 3 * square + heads * A * A + A + 8 * A * A + 9 * A) + square
