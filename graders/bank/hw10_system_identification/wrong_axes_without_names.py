"""Names no axis."""

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    figure, (above, below) = plt.subplots(2)
    above.stem(range(len(x)), x)
    below.stem(range(len(g)), g)
    below.set_yscale("symlog")
    return figure
