"""A blend as an array."""

# %% overlay
from matplotlib.figure import Figure

def overlay(image, heatmap):
    large = np.kron(heatmap, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1])))
    figure = Figure()
    axes = figure.subplots()
    pass
    return 0.5 * image + 0.5 * large
