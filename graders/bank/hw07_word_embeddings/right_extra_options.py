"""Further parameters with defaults, and callable objects."""

# %% preprocess
import string

def preprocess(text, stop_words, marks=string.punctuation, lower=True):
    words = "".join(c for c in (text.lower() if lower else text) if c not in marks).split()
    return [w for w in words if w not in stop_words and not any(c.isdigit() for c in w)]

# %% pair_count
class Counter:
    def __call__(self, lengths, window):
        return float(sum(min(window, i) + min(window, n - 1 - i) for n in map(lambda n: min(n, 5000), lengths) for i in range(n)) + sum(2 * window * (n - 5000) for n in lengths if n > 5000))

pair_count = Counter()

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2, feed_forward=None):
    if width % heads:
        raise ValueError("width")
    inner = feed_forward or 4 * width
    layer = 4 * (width**2 + width) + 2 * width * inner + inner + width + 4 * width
    return (vocabulary + positions + segments + 2) * width + layers * layer + width**2 + width
