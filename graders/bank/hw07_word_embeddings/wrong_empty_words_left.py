"""Splits at each single blank."""

# %% preprocess
import string

def preprocess(text, stop_words):
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return [w for w in bare.split(" ") if w not in stop_words and not any(c.isdigit() for c in w)]
