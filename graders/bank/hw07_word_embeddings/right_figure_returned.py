"""A figure with one panel."""

# %% embedding_plot
import matplotlib.pyplot as plt

def plot_embedding(embedding, words):
    fig, ax = plt.subplots(subplot_kw={"aspect": 1})
    ax.plot([0, 0], [-1, 1], color="lightgray")
    ax.scatter(embedding[:, 0], embedding[:, 1], s=12)
    for word, point in zip(words, embedding):
        ax.annotate(word, point)
    return fig
