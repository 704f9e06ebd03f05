"""Keeps a set of pairs."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    n = len(tokens)
    return list({(tokens[i], tokens[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window})
