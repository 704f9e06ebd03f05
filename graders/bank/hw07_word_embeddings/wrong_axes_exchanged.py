"""Exchanges the columns."""

# %% embedding_plot
import matplotlib.pyplot as plt

def plot_embedding(embedding, words):
    fig, ax = plt.subplots()
    ax.scatter(embedding[:, 1], embedding[:, 0])
    for word, (x, y) in zip(words, embedding):
        ax.text(x, y, word)
    ax.set_aspect("equal")
    return ax
