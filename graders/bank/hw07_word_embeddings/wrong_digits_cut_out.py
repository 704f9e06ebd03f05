"""Deletes the digits and keeps what is left of their words."""

# %% preprocess
import re
import string

def preprocess(text, stop_words):
    text = re.sub(r"\d", "", text.lower())
    text = text.translate(str.maketrans("", "", string.punctuation))
    return [w for w in text.split() if w not in stop_words]
