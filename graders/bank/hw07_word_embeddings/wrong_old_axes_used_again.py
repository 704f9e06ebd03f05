"""Draws into the axes of the call before."""

# %% embedding_plot
import matplotlib.pyplot as plt

def plot_embedding(embedding, words):
    ax = plt.gca()
    ax.scatter(embedding[:, 0], embedding[:, 1])
    for word, (x, y) in zip(words, embedding):
        ax.text(x, y, word)
    ax.set_aspect("equal")
    return ax
