"""Lets the axes fill the picture."""

# %% embedding_plot
import matplotlib.pyplot as plt

def plot_embedding(embedding, words):
    fig, ax = plt.subplots()
    ax.scatter(embedding[:, 0], embedding[:, 1])
    for word, (x, y) in zip(words, embedding):
        ax.text(x, y, word)
    return ax
