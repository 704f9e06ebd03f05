"""Sorts the words, but not the points."""

# %% embedding_plot
import matplotlib.pyplot as plt

def plot_embedding(embedding, words):
    fig, ax = plt.subplots()
    ax.scatter(embedding[:, 0], embedding[:, 1])
    for word, (x, y) in zip(sorted(words), embedding[::-1]):
        ax.text(x, y, word)
    ax.set_aspect("equal")
    return ax
