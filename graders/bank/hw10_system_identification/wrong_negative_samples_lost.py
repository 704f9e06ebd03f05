"""Uses a plain logarithmic axis."""

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    figure, (above, below) = plt.subplots(2)
    above.stem(range(len(x)), x)
    below.stem(range(len(g)), g)
    below.set_yscale("log")
    above.set_ylabel("x")
    below.set_ylabel("g")
    below.set_xlabel("n")
    return figure
