"""Leaves stop words out before it deletes punctuation."""

# %% preprocess
import string

def preprocess(text, stop_words):
    text = " ".join(w for w in text.lower().split() if w not in stop_words)
    words = text.translate(str.maketrans("", "", string.punctuation)).split()
    return [w for w in words if not any(c.isdigit() for c in w)]
