"""pyplot, and a small shift of the words."""

# %% embedding_plot
import matplotlib.pyplot as plt

def plot_embedding(embedding, words):
    plt.figure()
    for (x, y), word in zip(embedding, words):
        plt.scatter(x, y, color="tab:blue")
        plt.text(x + 0.05, y + 0.05, word, fontsize=9)
    plt.axis("equal")
    plt.grid(True)
    return plt.gca()
