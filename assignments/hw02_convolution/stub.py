import numpy as np

# %% laplacian
response = ...  # a 5×5 array

# %% edge_meaning
edge_meaning = ...  # one letter, such as "A"

# %% pointwise
pointwise_shape = ...  # (height, width, channels)
pointwise_params = ...

# %% pointwise_uses
pointwise_uses = ...  # one letter, such as "A"

# %% forward
conv_map = ...  # a 2×2 array
gap = ...

# %% filter_gradient
filter_gradient = ...  # a 2×2 array

# %% input_gradient
input_gradient = ...  # a 3×3 array

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    """Cross-correlate x (H, W) with w (kh, kw); returns (H', W')."""
    raise NotImplementedError

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    """Gradients of sum(dy * conv2d(x, w, stride, padding)) with respect to x and w: (dx, dw)."""
    raise NotImplementedError

# %% receptive_field
def receptive_field(layers):
    """Receptive field of one output unit; layers is a list of (kernel, stride, dilation), input first."""
    raise NotImplementedError
