"""Takes the end of a range for a part of it."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    pairs = []
    for i, main in enumerate(tokens):
        for j in range(max(0, i - window), min(len(tokens), i + window)):
            if i != j:
                pairs.append((main, tokens[j]))
    return pairs
