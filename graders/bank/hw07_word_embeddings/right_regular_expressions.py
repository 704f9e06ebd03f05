"""Patterns instead of tables."""

# %% preprocess
import re

def preprocess(text, stop_words):
    text = re.sub(r"[^\w\s]|_", "", text)
    text = re.sub(r"\S*\d\S*", " ", text)
    text = re.sub(r"\s+", " ", text).strip().lower()
    return [word for word in text.split(" ") if word and word not in set(stop_words)]
