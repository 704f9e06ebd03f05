"""Two panels."""

# %% overlay
from matplotlib.figure import Figure

def overlay(image, heatmap):
    large = np.kron(heatmap, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1])))
    figure = Figure()
    axes = figure.subplots()
    figure = Figure()
    left, right = figure.subplots(1, 2)
    left.imshow(image, cmap='gray')
    right.imshow(large, cmap='jet', alpha=0.5)
    return figure
