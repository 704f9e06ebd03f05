"""Puts a blank in the place of each punctuation mark."""

# %% preprocess
import string

def preprocess(text, stop_words):
    text = text.lower()
    for mark in string.punctuation:
        text = text.replace(mark, " ")
    return [w for w in text.split() if w not in stop_words and not any(c.isdigit() for c in w)]
