"""Keeps each word once."""

# %% preprocess
import string

def preprocess(text, stop_words):
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    found = []
    for w in bare.split():
        if w not in found and w not in stop_words and not any(c.isdigit() for c in w):
            found.append(w)
    return found
