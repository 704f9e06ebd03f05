"""Shares the window out between both sides."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    n = len(tokens)
    return [(tokens[i], tokens[j]) for i in range(n) for j in range(n) if i != j and abs(i - j) <= window // 2]
