"""Lets indices run below zero."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    pairs = []
    for i in range(len(tokens)):
        for j in range(i - window, i + window + 1):
            try:
                if j != i:
                    pairs.append((tokens[i], tokens[j]))
            except IndexError:
                pass
    return pairs
