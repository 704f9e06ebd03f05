import numpy as np

# %% poles_and_regions
poles = ...  # a list, in any order
zeros = ...  # a list, in any order
regions = ...  # how many regions of convergence
stable_region = ...  # (inner radius, outer radius)

# %% impulse_response
g = ...  # the first six samples

def impulse_response(b, a, n):
    """The first n samples of the causal response of B/A to a unit impulse; b and a begin with z**0."""
    raise NotImplementedError

# %% response_plot
def plot_response(x, g):
    """A matplotlib Figure: stems of x above, stems of g below on a symmetric logarithmic axis."""
    raise NotImplementedError

# %% difference_equation
coefficients = ...  # {"x": [three numbers], "y": [two numbers]}

# %% simulate
def simulate(coefficients, x):
    """The output y (N,) for the input x (N,), from rest; coefficients is a dict with the keys "x" and "y"."""
    raise NotImplementedError

# %% regressors
def regressors(x, y, nx, ny):
    """(D, t): one row [x_k ... x_{k-nx}, y_{k-1} ... y_{k-ny}] and one target y_k for every k that has them all."""
    raise NotImplementedError

# %% unstable_training
unstable_training = ...  # one letter, such as "A"

# %% narx_network
def train_narx(x, y, seed):
    """Fit a Keras model with 20 sigmoid units and a linear output to x (N, 5) and y (N,); return the model."""
    raise NotImplementedError

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    """The derivative of the model's output by each input, averaged over the rows of inputs (N, F): (F,)."""
    raise NotImplementedError

# %% adaline_coefficients
def adaline_fit(D, t):
    """The weights w (F,) of a linear neuron without bias, trained on inputs D (N, F) and targets t (N,)."""
    raise NotImplementedError

# %% transfer_function
def to_transfer_function(w):
    """(num, den), three coefficients each from z**0 on, den[2] = 1, for w = [c0, c1, c2, d1, d2]."""
    raise NotImplementedError

# %% identifiability
identifiability = ...  # one letter, such as "A"

# %% regression_loss
regression_loss = ...  # one letter, such as "A"
