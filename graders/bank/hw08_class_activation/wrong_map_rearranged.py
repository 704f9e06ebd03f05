"""The cells in the order of a transposed map."""

# %% overlay
from matplotlib.figure import Figure

def overlay(image, heatmap):
    large = np.kron(heatmap, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1])))
    figure = Figure()
    axes = figure.subplots()
    axes.imshow(image, cmap='gray')
    moved = heatmap.T.reshape(heatmap.shape)
    axes.imshow(np.kron(moved, np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1]))), cmap='jet', alpha=0.5)
    return figure
