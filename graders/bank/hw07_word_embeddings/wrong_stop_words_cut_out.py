"""Deletes stop words as pieces of text."""

# %% preprocess
import string

def preprocess(text, stop_words):
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    bare = " ".join(w for w in bare.split() if not any(c.isdigit() for c in w))
    for word in stop_words:
        bare = bare.replace(word, "")
    return bare.split()
