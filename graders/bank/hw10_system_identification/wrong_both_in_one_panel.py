"""Draws both signals into one panel."""

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    figure, axes = plt.subplots()
    axes.stem(range(len(x)), x)
    axes.stem(range(len(g)), g)
    axes.set(yscale="symlog", xlabel="n", ylabel="x and g")
    return figure
