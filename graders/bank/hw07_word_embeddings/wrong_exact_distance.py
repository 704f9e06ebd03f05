"""Pairs only words at the ends of the window."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    pairs = []
    for one, other in zip(tokens, tokens[window:]):
        pairs += [(one, other), (other, one)]
    return pairs
