"""Counts the samples from one."""

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    figure, (above, below) = plt.subplots(2)
    above.stem(range(1, len(x) + 1), x)
    below.stem(range(1, len(g) + 1), g)
    below.set_yscale("symlog")
    above.set_ylabel("x")
    below.set_ylabel("g")
    below.set_xlabel("n")
    return figure
