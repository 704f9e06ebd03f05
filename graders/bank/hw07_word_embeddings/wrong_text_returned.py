"""Joins the words again."""

# %% preprocess
import string

def preprocess(text, stop_words):
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return " ".join(w for w in bare.split() if w not in stop_words and not any(c.isdigit() for c in w))
