"""Compares words where it should compare places."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    n = len(tokens)
    return [(tokens[i], tokens[j]) for i in range(n) for j in range(n) if tokens[i] != tokens[j] and abs(i - j) <= window]
