"""SciPy's zoom on the grid of pixels."""

# %% upsample
from scipy import ndimage

def upsample(heatmap, size):
    zoom = (size[0] / heatmap.shape[0], size[1] / heatmap.shape[1])
    return ndimage.zoom(heatmap, zoom, order=1, mode='nearest', grid_mode=True)

# %% overlay
from scipy import ndimage

from matplotlib.figure import Figure

def overlay(image, heatmap):
    large = np.kron(heatmap, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1])))
    figure = Figure()
    axes = figure.subplots()
    axes.imshow(image, cmap='gray')
    large = ndimage.zoom(heatmap, (image.shape[0] / heatmap.shape[0], image.shape[1] / heatmap.shape[1]), order=1)
    axes.imshow(large, cmap='jet', alpha=0.5)
    return figure
