"""Keeps capital letters."""

# %% preprocess
import string

def preprocess(text, stop_words):
    words = text.translate(str.maketrans("", "", string.punctuation)).split()
    return [w for w in words if w not in stop_words and not any(c.isdigit() for c in w)]
