"""Other containers than the reference."""

# %% preprocess
import string

def preprocess(text, stop_words):
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return tuple(w for w in bare.split() if w not in stop_words and not any(c in "0123456789" for c in w))

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    n = len(tokens)
    return [[tokens[j], tokens[i]] for j in range(n) for i in range(n) if i != j and -window <= j - i <= window]

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = [pairs_total, word_count]

# %% nearest
def nearest(embedding, index, k):
    cosine = {}
    for j, row in enumerate(embedding):
        if j != index:
            cosine[j] = float(np.dot(row, embedding[index]) / np.linalg.norm(row))
    return tuple(sorted(cosine, key=cosine.get, reverse=True)[:k])
