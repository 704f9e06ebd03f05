"""Forgets the stop words."""

# %% preprocess
import string

def preprocess(text, stop_words):
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return [word for word in bare.split() if not any(c.isdigit() for c in word)]
