"""Scales the axis of the input."""

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    figure, (above, below) = plt.subplots(2)
    above.stem(range(len(x)), x)
    below.stem(range(len(g)), g)
    above.set_yscale("symlog")
    above.set_ylabel("x")
    below.set_ylabel("g")
    below.set_xlabel("n")
    return figure
