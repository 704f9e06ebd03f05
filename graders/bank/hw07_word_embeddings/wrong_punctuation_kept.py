"""Forgets the punctuation."""

# %% preprocess
def preprocess(text, stop_words):
    return [w for w in text.lower().split() if w not in stop_words and not any(c.isdigit() for c in w)]
