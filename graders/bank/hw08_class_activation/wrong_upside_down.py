"""Row 0 at the bottom."""

# %% overlay
from matplotlib.figure import Figure

def overlay(image, heatmap):
    large = np.kron(heatmap, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1])))
    figure = Figure()
    axes = figure.subplots()
    axes.imshow(image, cmap='gray', origin='lower')
    axes.imshow(large, cmap='jet', alpha=0.5, origin='lower')
    return figure
