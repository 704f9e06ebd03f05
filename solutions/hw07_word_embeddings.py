"""hw07: reference answers, a second derivation of each, and the steps that lead to them.

The skip-gram model follows Mikolov et al. 2013, arXiv:1301.3781; BERT Devlin et al. 2018, arXiv:1810.04805.
"""

import string
from collections import Counter

import numpy as np

from datasets.newswire import STOP_WORDS
from tamrin import Erratum, reference, second_derivation, steps, training

ERRATA = [
    Erratum(
        "pair_matrix",
        "one_hot_shape",
        (2823, 2823),
        "A table of words by words would count pairs. The network learns from one row for each pair.",
    ),
]


@reference("preprocess")
def preprocess(text, stop_words):
    """[w₁, …, wₙ] = the words of `text` in lower case, punctuation deleted, that have no digit and are no stop words.

    Source: Manning, Raghavan & Schütze 2008, "Introduction to Information Retrieval", section 2.2.
    """
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return [word for word in bare.split() if word not in stop_words and not any(map(str.isdigit, word))]


@steps("preprocess")
def preprocess_steps():
    """Why in this order."""
    return (
        "Lower case and punctuation come first: only then does *The* or *the,* equal the *the* of the stop list. "
        "`split()` without an argument takes any run of white space as one gap; `split(' ')` would leave empty words.\n\n"
        "The example: `u.s.a. oil rose  3.5% in q3.` loses its punctuation, `usa oil rose  35 in q3`; 35 and q3 have digits, "
        "*in* is a stop word, and **usa, oil, rose** are left. A number such as 3.5% must go as a whole: deleting only its digits, or "
        "putting a blank in place of the point, would leave scraps."
    )


@reference("stop_words")
def why_stop_words():
    """Stopped by a filter, because frequent in any text."""
    return "filtered_out"


@steps("stop_words")
def why_stop_words_steps():
    """What the name says."""
    return (
        "*The*, *of*, *in* occur in every text, whatever it is about. They tell little about its topic and, being so frequent, would "
        "fill the pairs. A list of such words is given to the program that reads the text, and the program stops them. The "
        "name says nothing about sentences, and rare words are another matter: they carry much meaning and too few examples."
    )


@reference("skipgram_pairs")
def skipgram_pairs(tokens, window):
    """P = [(tᵢ, tⱼ) : 0 < |i − j| ≤ window].

    Source: Mikolov et al. 2013, arXiv:1301.3781, section 3.2.
    """
    places = range(len(tokens))
    return [(tokens[i], tokens[j]) for i in places for j in places if 0 < abs(i - j) <= window]


@steps("skipgram_pairs")
def skipgram_pairs_steps():
    """Positions, not words."""
    return (
        "Compare positions, never words: a word that occurs twice is its own neighbour where its two places are close. In the "
        "example, *oil* has one neighbour, *price* has two, *rose* has one: **4 pairs**. In Python an index below zero counts from the "
        "end, so a loop over `i - window … i + window` must be cut off at 0. On long texts loop over the window only: "
        "`range(max(0, i - window), min(len(tokens), i + window + 1))`."
    )


@reference("pair_count")
def pair_count(lengths, window):
    """N = Σ_d k·(2n_d − k − 1) with k = min(window, n_d): n_d − δ places for two words at each distance δ ≤ k.

    Source: the sum over distances, 2·Σ_{δ=1..k} (n − δ) = k·(2n − k − 1); Mikolov et al. 2013, arXiv:1301.3781.
    """
    count = 0
    for n in lengths:
        reach = min(window, n)
        count += reach * (2 * n - reach - 1)
    return count


@steps("pair_count")
def pair_count_steps():
    """Count by distance."""
    return (
        "Two words at distance δ exist n − δ times in a document of n words, and each makes two pairs. So a document has "
        "$2\\sum_{\\delta=1}^{k} (n - \\delta) = k(2n - k - 1)$ pairs, where k is the window or, if the document is shorter, n. For "
        "n > w this is $2nw - w(w+1)$: what the words in the middle have, less what is missing at both ends.\n\n"
        "The example: n = 5, w = 2 gives 2·(10 − 3) = 14; n = 3 gives 2·(6 − 3) = 6; together **20**."
    )


@reference("window_effect")
def window_effect():
    """More pairs, and another kind of similarity."""
    return "trade_off"


@steps("window_effect")
def window_effect_steps():
    """What a window shows."""
    return (
        "Each word has about 2w neighbours, so w = 10 makes nearly five times as many pairs as w = 2. The immediate neighbours of a "
        "word show how it is used: words with the same ones can take each other's place. Words ten places away show what the "
        "sentence is about. Neither is *the* right similarity, so neither window is better for everything."
    )


@reference("pair_matrix")
def pair_matrix(documents, tokens_total, window_size, word_count):
    """N = 2Tw − D·w(w + 1) pairs of T tokens in D documents; X has a row for each pair and a column for each word."""
    pairs = 2 * tokens_total * window_size - documents * window_size * (window_size + 1)
    return {"pairs_total": pairs, "one_hot_shape": (pairs, word_count)}


@second_derivation("pair_matrix")
def pair_matrix_by_walking(documents, tokens_total, window_size, word_count):
    """Walk through documents of any lengths with this sum, and count the neighbours of every word."""
    lengths = [window_size + 1] * (documents - 1)
    lengths.append(tokens_total - sum(lengths))
    rows = sum(min(window_size, i) + min(window_size, n - 1 - i) for n in lengths for i in range(n))
    return {"pairs_total": rows, "one_hot_shape": (rows, word_count)}


@steps("pair_matrix")
def pair_matrix_steps(documents, tokens_total, window_size, word_count):
    """All documents at once."""
    w, missing = window_size, window_size * (window_size + 1)
    pairs = pair_matrix(documents, tokens_total, window_size, word_count)["pairs_total"]
    return (
        f"A word in the middle of a document has 2·{w} neighbours. At the ends of each document {missing} are missing, "
        f"that is w(w + 1), whatever its length, as long as it exceeds {w}. So the lengths of the single documents do not matter:\n\n"
        f"- 2·{tokens_total}·{w} − {documents}·{missing} = **{pairs}** pairs\n"
        f"- one row for each pair, one column for each different word: **({pairs}, {word_count})**\n\n"
        "A table of words by words would say how often two words occur together; it has another shape, and no network of this kind "
        "learns from it row by row."
    )


@reference("one_hot_rows")
def one_hot_answers():
    """The function that is asked for, and the one that shows its result."""
    return {"one_hot_rows": one_hot_rows, "one_hot_parts": one_hot_parts}


def one_hot_rows(words, vocabulary):
    """X[i, v] = 1 where words[i] = vocabulary[v], else 0, in compressed sparse rows.

    Shapes: X (len(words), len(vocabulary)). Source: Mikolov et al. 2013, arXiv:1301.3781; SciPy, `csr_matrix`.
    """
    from scipy.sparse import csr_matrix

    column = {word: v for v, word in enumerate(vocabulary)}
    columns = [column[word] for word in words]
    begins = np.arange(len(words) + 1)
    return csr_matrix((np.ones(len(words)), columns, begins), shape=(len(words), len(vocabulary)))


def one_hot_parts(words, vocabulary):
    """Format, number of stored entries and contents of X = one_hot_rows(words, vocabulary).

    Source: SciPy, `csr_matrix`.
    """
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)


@steps("one_hot_rows")
def one_hot_rows_steps():
    """The three arrays of compressed rows."""
    return (
        "A dict finds a word's column at once; `vocabulary.index` would search the whole list for every word. A matrix in compressed "
        "rows is three arrays: the values, their columns, and where each row begins. Here all values are 1, and row i begins "
        "with entry i because each row has exactly one.\n\nThe example: values 1, 1, 1; columns 1, 0, 1; beginnings 0, 1, 2 and the end 3."
    )


@reference("sparse_meaning")
def sparse_meaning():
    """The same matrix, written down differently."""
    return "only_non_zeros"


@steps("sparse_meaning")
def sparse_meaning_steps():
    """How much is saved."""
    return (
        "Sparse is a matter of storage: `toarray()` gives back every zero. Of the 2823 entries of a row of the original homework "
        "one is stored, with its column, and nothing is lost. *Dense* is the opposite: all entries are written down."
    )


@reference("embedding_weights")
def embedding_weights(word_count, embedding_dim):
    """(V + 1)·d + (d + 1)·V."""
    return (word_count + 1) * embedding_dim + (embedding_dim + 1) * word_count


@second_derivation("embedding_weights")
def embedding_weights_by_arrays(word_count, embedding_dim):
    """Make the four arrays and count their entries."""
    arrays = [(word_count, embedding_dim), (embedding_dim,), (embedding_dim, word_count), (word_count,)]
    return sum(np.zeros(shape).size for shape in arrays)


@steps("embedding_weights")
def embedding_weights_steps(word_count, embedding_dim):
    """Two dense layers."""
    V, d = word_count, embedding_dim
    there, back = (V + 1) * d, (d + 1) * V
    return (
        f"- into the narrow layer: {V} inputs and a bias for each of {d} units, ({V} + 1)·{d} = {there}\n"
        f"- out of it: {d} inputs and a bias for each of {V} units, ({d} + 1)·{V} = {back}\n"
        f"- together **{there + back}**\n\n"
        "A one-hot vector times the first matrix picks one of its rows: all that the network knows of word i is row i. That is why "
        "the rows are the vectors, and why an `Embedding` layer, which looks the row up, does the same without the product."
    )


@reference("train_embedding")
def train_embedding(pairs, vocabulary, dim=2, seed=0):
    """E = argmin −Σ_ij n_ij·log softmax(E·W + b)_ij, by Adam, for n_ij pairs of word i with context j.

    Shapes: pairs, a list of (main, context); vocabulary (V,) → E (V, dim), row i for vocabulary[i].
    Source: Mikolov et al. 2013, arXiv:1301.3781, with the full softmax; Kingma & Ba 2014, arXiv:1412.6980.
    """
    place = {word: i for i, word in enumerate(vocabulary)}
    share = np.zeros((len(vocabulary), len(vocabulary)))
    for main, context in pairs:
        share[place[main], place[context]] += 1 / len(pairs)
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, 0.1, shape) for shape in ((len(vocabulary), dim), (dim, len(vocabulary)), len(vocabulary))]
    means, squares = ([np.zeros_like(w) for w in weights] for _ in range(2))
    for t in range(1, 201):
        E, W, b = weights
        p = np.exp(E @ W + b)
        error = share.sum(axis=1, keepdims=True) * p / p.sum(axis=1, keepdims=True) - share
        for w, g, m, v in zip(weights, (error @ W.T, E.T @ error, error.sum(axis=0)), means, squares, strict=True):
            m += 0.1 * (g - m)
            v += 0.01 * (g**2 - v)
            w -= 0.02 * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return weights[0]


REAL_TOPICS = ("crude", "grain", "interest")
"""Three topics of Reuters-21578 that share few stories."""


def stories_by_topic(data, per_topic=100, least=5):
    """By topic, the words of its first stories with no other topic; words that occur less than `least` times are left out."""
    from datasets import load

    found = load(data, "full")
    stories = {
        topic: [
            preprocess(text, STOP_WORDS)
            for text, topics in zip(found["text_train"], found["topics_train"], strict=True)
            if topics == [topic]
        ][:per_topic]
        for topic in REAL_TOPICS
    }
    count = Counter(word for told in stories.values() for words in told for word in words)
    return {topic: [[w for w in words if count[w] >= least] for words in told] for topic, told in stories.items()}


@training("train_embedding")
def train_on_stories(seed=0, data="reuters21578"):
    """Two numbers for each word of real stories on three topics; returns the embedding (V, 2) and the vocabulary (V,)."""
    stories = [words for told in stories_by_topic(data).values() for words in told]
    vocabulary = sorted({word for words in stories for word in words})
    pairs = [pair for words in stories for pair in skipgram_pairs(words, 2)]
    return train_embedding(pairs, vocabulary, 2, seed), vocabulary


@steps("train_embedding")
def train_embedding_steps():
    """Counts instead of pairs, and what the picture means."""
    return (
        "The loss depends on the pairs only through the counts $n_{ij}$, because all pairs with the same main word have the same "
        "prediction. So ten thousand pairs shrink to a table of 32 × 32, on which each step of the descent is exact and takes "
        "microseconds. The derivative by the logits is softmax minus target, weighted with how often the main word "
        "occurs. `Embedding(V, 2)`, `Dense(V, softmax)` and Adam with a learning rate of 0.02 over some 25 epochs do the same in Keras.\n\n"
        "Words with the same neighbours get nearly the same vector: three bundles, one for each topic. The loss falls from "
        "$\\ln 32 = 3.47$ to about 3.1 and not much further, since a neighbour can be guessed only up to its topic, and verbs stand beside all of them."
    )


@reference("nearest")
def nearest(embedding, index, k):
    """[j₁, …, j_k] with cos(e_index, e_j₁) ≥ cos(e_index, e_j₂) ≥ … over all j ≠ index.

    Shapes: embedding (V, d) → (k,). Source: Mikolov et al. 2013, arXiv:1301.3781, section 4.
    """
    unit = embedding / np.linalg.norm(embedding, axis=1, keepdims=True)
    cosine = unit @ unit[index]
    cosine[index] = -np.inf
    return np.argsort(-cosine)[:k]


@steps("nearest")
def nearest_steps():
    """Unit vectors, one product, one sort."""
    return (
        "Divide each row by its length; then one product gives all cosines. The word itself has cosine 1 and must be left out. "
        "The example: rows 1, 2, 3 have the cosines 0, $3/\\sqrt{10} = 0.949$ and −1 with row 0, so the answer is **2, 1**. By distance row 1 and "
        "row 3 would come differently: frequent words tend to have long vectors, and the cosine does not look at length."
    )


@reference("embedding_plot")
def plot_embedding(embedding, words):
    """A point (x, y) = (embedding[i, 0], embedding[i, 1]) for each word i, which is written there; equal scales.

    Shapes: embedding (V, 2), words (V,) → an Axes. Source: matplotlib, `Axes.scatter`, `Axes.annotate`.
    """
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    axes.scatter(*embedding.T)
    for i, word in enumerate(words):
        axes.annotate(word, embedding[i])
    axes.set_aspect("equal")
    return axes


@steps("embedding_plot")
def embedding_plot_steps():
    """Why equal scales."""
    return (
        "`scatter` takes all x and all y, the columns of the embedding. With `set_aspect('equal')` a step to the right is as long as "
        "one upwards; otherwise the axes are stretched to fill the picture, and angles, that is cosines, cannot be read off."
    )


@reference("bert_counts")
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    """N = (V + P + S + 2)·A + L·(12A² + 13A) + A² + A for width A; ValueError unless `heads` divides it.

    Source: Devlin et al. 2018, arXiv:1810.04805, section 3; Vaswani et al. 2017, arXiv:1706.03762.
    """
    if width % heads:
        raise ValueError("the heads share out the width: it must be a multiple of their number")
    norm, square = 2 * width, (width + 1) * width
    feed_forward = (width + 1) * 4 * width + (4 * width + 1) * width
    layer = 4 * square + norm + feed_forward + norm
    return (vocabulary + positions + segments) * width + norm + layers * layer + square


@steps("bert_counts")
def bert_counts_steps():
    """Part by part, for the published sizes."""
    return (
        "With width A a dense layer from A to A has A² + A weights. One layer of the encoder has\n\n"
        "- attention: 4(A² + A); the heads cut each matrix into slices, so their number does not count\n"
        "- feed-forward: A·4A + 4A into it and 4A·A + A out of it, together 8A² + 5A\n"
        "- two normalisations: 4A\n\n"
        "that is 12A² + 13A. The example: embeddings (3 + 4 + 2)·2 + 4 = 22, layer 48 + 26 = 74, pooler 6, together **102**.\n\n"
        "The published models: 23,837,184 + 12·7,087,872 + 590,592 = **109,482,240** for A = 768, and **335,141,888** for "
        "A = 1024 with 24 layers. The paper rounds to 110 and 340 million."
    )


@reference("bert_facts")
def bert_facts():
    """768 is the width of the model."""
    return "width_of_the_model"


@steps("bert_facts")
def bert_facts_steps():
    """Which number is which."""
    return (
        "768 and 1024 are the widths of the vectors between the layers; inside the feed-forward networks there are 3072 and "
        "4096 units. 12 and 24 are the layers, each with one attention and one feed-forward network; 12 and 16 are the heads of each "
        "attention, of size 64 in both models. Heads cost nothing: the larger model has 335,141,888 weights. Pre-training "
        "hides words in the middle of a text and asks for them, from both sides, and whether one sentence followed another."
    )
