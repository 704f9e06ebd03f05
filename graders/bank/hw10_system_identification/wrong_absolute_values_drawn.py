"""Draws the modulus of the response."""

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    figure, (above, below) = plt.subplots(2)
    above.stem(range(len(x)), x)
    below.stem(range(len(g)), abs(g))
    below.set_yscale("symlog")
    above.set_ylabel("x")
    below.set_ylabel("g")
    below.set_xlabel("n")
    return figure
