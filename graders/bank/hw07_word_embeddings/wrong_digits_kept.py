"""Keeps words with digits."""

# %% preprocess
import string

def preprocess(text, stop_words):
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return [word for word in bare.split() if word not in stop_words]
