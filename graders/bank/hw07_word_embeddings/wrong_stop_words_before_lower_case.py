"""Leaves stop words out before it makes letters small."""

# %% preprocess
import string

def preprocess(text, stop_words):
    words = text.translate(str.maketrans("", "", string.punctuation)).split()
    words = [w for w in words if w not in stop_words]
    return [w.lower() for w in words if not any(c.isdigit() for c in w)]
