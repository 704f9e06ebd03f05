"""Pairs each word with itself, too."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    n = len(tokens)
    return [(tokens[i], tokens[j]) for i in range(n) for j in range(n) if abs(i - j) <= window]
