"""Whole arrays, no loops where none is needed."""

# %% poles_and_regions
roots, zero = np.roots(den), -num[1] / num[0]
poles = roots[~np.isclose(roots, zero)]
zeros = np.array([0.0]) if np.isclose(roots, zero).any() else np.array([0.0, zero])
regions = np.unique(np.round(np.abs(poles), 6)).size + 1
stable_region = np.array([0.0, np.abs(poles).min()])

# %% impulse_response
from scipy.signal import lfilter

def impulse_response(b, a, n):
    return lfilter(b, a, np.eye(1, n)[0])

g = impulse_response(num, den, 6)

# %% response_plot
import matplotlib.pyplot as plt

def plot_response(x, g):
    fig, (top, bottom) = plt.subplots(2, 1)
    top.stem(np.arange(x.size), x, basefmt=" ")
    bottom.stem(np.arange(g.size), g, basefmt=" ")
    top.set_ylabel("delta")
    bottom.set_yscale("symlog", linthresh=1.0)
    bottom.set_ylabel("response")
    bottom.set_xlabel("step")
    return fig

# %% difference_equation
coefficients = dict(x=np.concatenate([num, [0]]) / den[0], y=-(den / den[0])[1:])

# %% simulate
from scipy.signal import lfilter

def simulate(coefficients, x):
    return lfilter(coefficients["x"], np.concatenate([[1.0], -np.asarray(coefficients["y"])]), x)

# %% regressors
def regressors(x, y, nx, ny):
    m = max(nx, ny)
    window = np.lib.stride_tricks.sliding_window_view
    inputs = window(x, nx + 1)[m - nx :, ::-1]
    outputs = window(y, ny + 1)[m - ny :, ::-1]
    return np.hstack([inputs, outputs[:, 1:]]), outputs[:, 0]

# %% narx_network
import keras

def train_narx(x, y, seed):
    # A hidden layer of small random weights is nearly linear; the output weights are then a linear problem.
    rng = np.random.default_rng(seed)
    w1, b1 = rng.normal(0, 0.3, (x.shape[1], 20)), rng.normal(0, 0.3, 20)
    hidden = np.c_[1 / (1 + np.exp(-(x @ w1 + b1))), np.ones(len(x))]
    w2 = np.linalg.lstsq(hidden, y, rcond=None)[0]
    model = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(20, "sigmoid"), keras.layers.Dense(1)])
    model.set_weights([w1, b1, w2[:-1, None], w2[-1:]])
    return model

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    w1, b1, w2, b2 = model.get_weights()
    s = np.tanh((inputs @ w1 + b1) / 2)
    return np.einsum("fh,nh,ho->f", w1, (1 - s**2) / 4, w2) / len(inputs)

# %% adaline_coefficients
def adaline_fit(D, t):
    return np.linalg.solve(D.T @ D, D.T @ t)

# %% transfer_function
def to_transfer_function(w):
    w = np.asarray(w, dtype=float)
    return w[:3] / -w[-1], np.r_[1, -w[3:]] / -w[-1]
