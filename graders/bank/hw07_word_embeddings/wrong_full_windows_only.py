"""Begins and ends where the window is full."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    pairs = []
    for i in range(window, len(tokens) - window):
        for offset in range(1, window + 1):
            pairs += [(tokens[i], tokens[i - offset]), (tokens[i], tokens[i + offset])]
    return pairs
