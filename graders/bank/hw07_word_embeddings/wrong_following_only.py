"""Pairs each word with those after it."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    n = len(tokens)
    return [(tokens[i], tokens[j]) for i in range(n) for j in range(n) if i < j <= i + window]
