"""Prints the result and returns nothing."""

# %% preprocess
def preprocess(text, stop_words):
    print(text.lower().split())

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    print(tokens)

# %% pair_count
def pair_count(lengths, window):
    print(sum(2 * n * window - window * (window + 1) for n in lengths))

# %% nearest
def nearest(embedding, index, k):
    print(index)

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    print(layers * 12 * width**2)
