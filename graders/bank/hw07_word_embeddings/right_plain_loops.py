"""Loops, and nothing from a library where it can be helped."""

# %% preprocess
def preprocess(text, stop_words):
    words, word = [], ""
    for letter in text.lower() + " ":
        if letter in " \t\n\r":
            if word and word not in stop_words and all(digit not in word for digit in "0123456789"):
                words.append(word)
            word = ""
        elif letter not in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~":
            word += letter
    return words

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    pairs = []
    for i, main in enumerate(tokens):
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            if j != i:
                pairs.append((main, tokens[j]))
    return pairs

# %% pair_count
def pair_count(lengths, window):
    total = 0
    for n in lengths:
        for distance in range(1, window + 1):
            if n > distance:
                total += 2 * (n - distance)
    return total

# %% pair_matrix
pairs_total = 0
for distance in range(1, window_size + 1):
    pairs_total += 2 * (tokens_total - documents * distance)
one_hot_shape = (pairs_total, word_count)

# %% one_hot_rows
from scipy.sparse import csr_matrix

def one_hot_rows(words, vocabulary):
    values, columns, begins = [], [], [0]
    for word in words:
        values.append(1)
        columns.append(vocabulary.index(word))
        begins.append(len(values))
    return csr_matrix((values, np.array(columns, int), begins), shape=(len(words), len(vocabulary)), dtype=float)

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)

# %% embedding_weights
embedding_net_params = 0
for inputs, units in [(word_count, embedding_dim), (embedding_dim, word_count)]:
    embedding_net_params += inputs * units + units

# %% nearest
def nearest(embedding, index, k):
    def length(v):
        return sum(x * x for x in v) ** 0.5

    def cosine(j):
        return sum(x * y for x, y in zip(embedding[index], embedding[j])) / length(embedding[index]) / length(embedding[j])

    others = [j for j in range(len(embedding)) if j != index]
    return sorted(others, key=cosine, reverse=True)[:k]

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    if width != heads * (width // heads):
        raise ValueError("the heads do not divide the width")
    weights = 0
    for table in (vocabulary, positions, segments):
        weights += table * width
    weights += width + width
    for _ in range(layers):
        for head in range(heads):
            weights += 3 * (width + 1) * (width // heads)
        weights += (width + 1) * width
        weights += width * 4 * width + 4 * width
        weights += 4 * width * width + width
        weights += 2 * (width + width)
    return weights + width * width + width
