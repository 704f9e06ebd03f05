"""Leaves the words out."""

# %% embedding_plot
import matplotlib.pyplot as plt

def plot_embedding(embedding, words):
    fig, ax = plt.subplots()
    ax.scatter(embedding[:, 0], embedding[:, 1])
    ax.set_aspect("equal")
    return ax
