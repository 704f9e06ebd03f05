import keras
import numpy as np

# %% rnn_step
def rnn_step(x, h, W, U, b):
    """The next state (N, H) from inputs x (N, F) and states h (N, H); W (F, H), U (H, H), b (H,)."""
    raise NotImplementedError

# %% lstm_step
def lstm_step(x, h, c, W, U, b):
    """The next (h, c), each (N, H); x (N, F), W (F, 4H), U (H, 4H), b (4H,) with the gates in the order i, f, c, o."""
    raise NotImplementedError

# %% bptt
def bptt(x, h0, W, U, b, dh):
    """(dW, dU, db, dx) for inputs x (T, F), a first state h0 (H,) and gradients dh (T, H) by the states."""
    raise NotImplementedError

# %% gradient_norms
def gradient_norms(U, T):
    """The spectral norms (T,) of the derivatives of a linear recurrence's state by the one 1, 2, ..., T steps before."""
    raise NotImplementedError

# %% repeated_factor
repeated_factor = ...  # one letter, such as "A"

# %% lstm_limits
lstm_limits = ...  # one letter, such as "A"

# %% cell_counts
ecg_params = ...  # how many parameters the network has
lstm_state_size = ...  # how many numbers the state h holds for one beat
time_steps = ...  # how many times the cell is applied to one beat

# %% ecg_shapes
def split_ecg(table):
    """(X, y): beats (n, T, 1) and labels (n, 1) from a table (n, T + 1) whose last column is the label."""
    raise NotImplementedError

def clean(X, y):
    """(X, y) without the beats that have a value or a label that is NaN or infinite."""
    raise NotImplementedError

# %% holdout
def holdout(n, labels, fraction, seed):
    """(train, test): two arrays of row numbers; test has the given fraction of each class, drawn at random."""
    raise NotImplementedError

# %% epoch_steps
train_rows = ...  # how many rows are trained on
epoch_steps = ...  # how many steps one epoch has

# %% ecg_classifier
def build_ecg_classifier():
    """An untrained Keras model from beats (N, 140, 1) to the probability (N, 1) of an abnormal one."""
    raise NotImplementedError

# %% ecg_classifier.train
from datasets import load

data = load("ecg5000")  # x_train (1200, 140), y_train (1200,), x_test (400, 140), y_test (400,)
model = ...  # build_ecg_classifier(), then compile it and fit it; inputs need a last axis
# model.save_weights("ecg.weights.h5")

# %% training_log
training_log = ...  # one letter, such as "A"

# %% r_squared
def r_squared(y_true, y_pred):
    """The coefficient of determination of predictions y_pred (n,) for y_true (n,): a number."""
    raise NotImplementedError

# %% negative_r2
negative_r2 = ...  # one letter, such as "A"

# %% fix_pipeline
def fit_forecaster(series, seed, windows):
    """Train on series (n, 3); forecast column 0 at the step after each of the windows (N, 16, 3): an array (N,)."""
    raise NotImplementedError

# %% cnn_or_rnn
cnn_or_rnn = ...  # one letter, such as "A"
