"""hw14: reference answers, a second derivation of each, and the steps that lead to them.

Recurrences and their gradients follow Pascanu, Mikolov & Bengio 2013, arXiv:1211.5063; the LSTM with a forget gate
Gers, Schmidhuber & Cummins 2000, doi:10.1162/089976600300015015, with the gates in the order of Keras.
"""

import math
from fractions import Fraction

import numpy as np

from tamrin import Erratum, reference, second_derivation, steps, training

ERRATA = [
    Erratum(
        "cell_counts",
        "time_steps",
        50,
        "50 is the size of the state. The cell is applied once to every one of the 140 samples.",
    ),
]


@reference("rnn_step")
def rnn_step(x, h, W, U, b):
    """h_t = tanh(x_t·W + h_{t−1}·U + b).

    Shapes: x (N, F), h (N, H), W (F, H), U (H, H), b (H,) → (N, H). Source: Elman 1990, doi:10.1207/s15516709cog1402_1.
    """
    return np.tanh(x @ W + h @ U + b)


@steps("rnn_step")
def rnn_step_steps():
    """The example by hand."""
    return (
        "Input and state each have weights of their own, and there is a bias; the same three arrays serve all time steps. "
        "The example: 1·0.5 + 2·(−1) + 3·1 − 1 = 0.5, so the state is tanh(0.5) = **0.46211716**."
    )


def sigmoid(z):
    """σ(z) = (1 + tanh(z/2))/2, which overflows for no z."""
    return (1 + np.tanh(z / 2)) / 2


@reference("lstm_step")
def lstm_step(x, h, c, W, U, b):
    """c′ = σ(f)⊙c + σ(i)⊙tanh(c̃) and h′ = σ(o)⊙tanh(c′) with [i, f, c̃, o] = x·W + h·U + b.

    Shapes: x (N, F), h (N, H), c (N, H), W (F, 4H), U (H, 4H), b (4H,) → h (N, H), c (N, H).
    Source: Gers, Schmidhuber & Cummins 2000, doi:10.1162/089976600300015015.
    """
    i, f, candidate, o = np.split(x @ W + h @ U + b, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(candidate)
    return sigmoid(o) * np.tanh(c), c


@steps("lstm_step")
def lstm_step_steps():
    """The blocks, and the example by hand."""
    return (
        "One product makes all four blocks, each H columns wide: i, f and o pass through σ, the candidate through tanh. The new cell "
        "state is what is kept of the old one plus what is let in of the candidate; what is shown of it is the new h. Every "
        "gate sees the input: without x·W and from zero states h would stay zero for every input.\n\n"
        "The example: all sums are 0, so i = f = o = σ(0) = 1/2 and the candidate is tanh(0) = 0; c = 1/2·2 + 1/2·0 = **1** and "
        "h = 1/2·tanh(1) = **0.38079708**."
    )


@reference("bptt")
def bptt(x, h0, W, U, b, dh):
    """dW = Σ_t x_tᵀ·a_t, dU = Σ_t h_{t−1}ᵀ·a_t, db = Σ_t a_t, dx_t = a_t·Wᵀ; a_t = (dh_t + a_{t+1}·Uᵀ) ⊙ (1 − h_t²).

    Shapes: x (T, F), h0 (H,), W (F, H), U (H, H), b (H,), dh (T, H) → dW (F, H), dU (H, H), db (H,), dx (T, F).
    Source: Werbos 1990, doi:10.1109/5.58337; Pascanu et al. 2013, arXiv:1211.5063, equations 3 to 5.
    """
    states = [h0]
    for row in x:
        states.append(np.tanh(row @ W + states[-1] @ U + b))
    before, after = np.array(states[:-1]), np.array(states[1:])
    a, later = np.zeros_like(after), np.zeros_like(h0)
    for t in reversed(range(len(x))):
        a[t] = (dh[t] + later) * (1 - after[t] ** 2)
        later = a[t] @ U.T
    return x.T @ a, before.T @ a, a.sum(axis=0), a @ W.T


@steps("bptt")
def bptt_steps():
    """Forwards, backwards, sums."""
    return (
        "Forwards all states are kept. Backwards, what reaches h_t is its own part dh_t and what comes back from h_{t+1} through U; "
        "the slope of tanh, $1 - h_t^2$, takes it to the sum $a_t$. All steps use the same weights, so their gradients "
        "are sums over t: the input x_t, or the state before, times a_t.\n\n"
        "The example: W = b = h₀ = 0, so both states are 0 and every slope is 1. a₁ = 1, a₀ = 2 + 1·3 = 5; "
        "dW = 1·5 + 4·1 = **9**, dU = 0·5 + 0·1 = **0**, db = 5 + 1 = **6**, dx = a·W = **(0, 0)**."
    )


@reference("gradient_norms")
def gradient_norms(U, T):
    """∂h_t/∂h_{t−k} = Uᵏ, whose largest singular value is √(largest eigenvalue of (Uᵏ)ᵀUᵏ), for k = 1, …, T.

    Shapes: U (H, H) → (T,). Source: Pascanu et al. 2013, arXiv:1211.5063, section 2.1.
    """
    power, norms = np.eye(len(U)), []
    for _ in range(T):
        power = power @ U
        norms.append(np.linalg.norm(power, 2))
    return np.array(norms)


@steps("gradient_norms")
def gradient_norms_steps():
    """A power of the matrix, not of its norm."""
    return (
        "Each step back multiplies by U once more, so the derivative over k steps is the matrix power $U^k$; its norm is taken "
        "after the multiplication. $\\|U\\|^k$ is only a bound, and a power of the spectral radius only a limit: the example "
        "has the norm 2 for k = 1 and $U^2 = 0$.\n\n"
        "For H = 1 the norms are $|u|^k$: $1.01^{1000} = 20959.16$ and $0.99^{1000} = 4.317125 \\cdot 10^{-5}$. Gradients "
        "explode or vanish with the factor per step; the outputs' errors have no part in it."
    )


@reference("repeated_factor")
def repeated_factor():
    """The recurrent Jacobian is multiplied."""
    return "jacobian"


@steps("repeated_factor")
def repeated_factor_steps():
    """What the chain rule multiplies."""
    return (
        "$\\partial h_t / \\partial h_{t-k} = \\prod_j \\partial h_{t-j} / \\partial h_{t-j-1}$: one factor $U \\operatorname{diag}(\\varphi')$ per step. The error at the output "
        "stands in the gradient once, at its beginning."
    )


@reference("lstm_limits")
def lstm_limits():
    """Fading is slowed down, exploding is not excluded."""
    return "additive_state"


@steps("lstm_limits")
def lstm_limits_steps():
    """Along the cell state, and around it."""
    return (
        "Along the cell state $\\partial c_t / \\partial c_{t-1} = f_t$ plus terms that go through the gates. With f near 1 the first passes "
        "gradients on; the others hold U and may grow, so exploding gradients remain possible and are clipped. The gates depend on the "
        "input, and training goes back through time as ever."
    )


@reference("cell_counts")
def cell_counts(units, window):
    """LSTM(h) on m features has 4(h(m + h) + h) parameters, Dense(1) on its state h + 1."""
    return {
        "ecg_params": 4 * (units * (1 + units) + units) + units + 1,
        "lstm_state_size": units,
        "time_steps": window,
    }


@second_derivation("cell_counts")
def cell_counts_by_arrays(units, window):
    """Count the entries of every array, and the passes of a loop over the rows of a beat."""
    arrays = [np.zeros((1, 4 * units)), np.zeros((units, 4 * units)), np.zeros(4 * units)]
    arrays += [np.zeros((units, 1)), np.zeros(1)]
    passes, state = 0, np.zeros((1, units))
    for sample in np.zeros((window, 1)):
        state = np.tanh(state + sample[None])
        passes += 1
    return {"ecg_params": sum(array.size for array in arrays), "lstm_state_size": state.size, "time_steps": passes}


@steps("cell_counts")
def cell_counts_steps(units, window):
    """One cell, four blocks, one bias each."""
    right = cell_counts(units, window)
    return (
        f"- LSTM: 4 blocks (i, f, c, o), each with weights for 1 input and {units} states and {units} biases: "
        f"4·({units}·(1 + {units}) + {units}) = {right['ecg_params'] - units - 1}\n"
        f"- Dense: {units} weights and 1 bias: {units + 1}\n"
        f"- together **{right['ecg_params']}**\n\n"
        f"`LSTM({units})` says how many numbers the state holds, **{units}**. The cell runs over the first axis of a beat, "
        f"one sample after another: **{window}** times, with the same weights."
    )


@reference("ecg_shapes")
def ecg_shapes():
    """The two functions that make sequences of a table."""
    return {"split_ecg": split_ecg, "clean": clean}


def split_ecg(table):
    """X[i, t, 0] = table[i, t] for t = 0, …, T − 1, and y[i, 0] = table[i, T].

    Shapes: table (n, T + 1) → X (n, T, 1), y (n, 1). Source: the layout of Keras, (batch, time, feature).
    """
    return table[:, :-1, None], table[:, -1:]


def clean(X, y):
    """The pairs (X[i], y[i]) of which all entries are finite: |X[i, t, 0]| ≤ max float and |y[i, 0]| ≤ max float.

    Shapes: X (n, T, 1), y (n, 1) → X (m, T, 1), y (m, 1) with m ≤ n. Source: IEEE 754-2019, section 6 (NaN and infinity).
    """
    good = np.isfinite(X).all(axis=(1, 2)) & np.isfinite(y).all(axis=1)
    return X[good], y[good]


@steps("ecg_shapes")
def ecg_shapes_steps():
    """Axes by slicing; rows by a mask."""
    return (
        "`table[:, :-1]` leaves out the label, `None` adds the axis of features; `table[:, -1:]` is a slice and keeps the second "
        "axis. A beat is good if all of its samples and its label are finite: one mask, applied to both arrays, keeps "
        "rows and labels together. NaN left in the data makes the loss NaN, and as NaN > 0.5 is false it is counted as "
        "a normal beat without a word."
    )


@reference("holdout")
def holdout(n, labels, fraction, seed):
    """test = ⋃_k (a random fraction of the rows of class k), train = {0, …, n − 1} ∖ test.

    Shapes: labels (n,) → train (n − m,), test (m,). Source: Neyman 1934, doi:10.2307/2342192 (stratified sampling).
    """
    random, test = np.random.RandomState(seed), []
    for label in np.unique(labels):
        rows = random.permutation(np.flatnonzero(labels == label))
        test.extend(rows[: round(fraction * len(rows))])
    return np.setdiff1d(np.arange(n), test), np.array(test)


@steps("holdout")
def holdout_steps():
    """Class by class."""
    return (
        "For each class: shuffle its rows, take the first of them. Doing so class by class keeps the shares whatever the "
        "order of the labels. `validation_split` takes the last rows before it shuffles; with sorted labels these are "
        "of one class only. `sklearn.model_selection.train_test_split(..., stratify=labels)` does the same as this function."
    )


@reference("epoch_steps")
def epoch_steps(beats, share, batch):
    """⌊(1 − share)·n⌋ rows in ⌈rows / batch⌉ steps."""
    rows = math.floor(beats * (1 - share))
    return {"train_rows": rows, "epoch_steps": math.ceil(rows / batch)}


@second_derivation("epoch_steps")
def epoch_steps_by_counting(beats, share, batch):
    """Exact fractions; then walk through the rows a batch at a time."""
    kept = Fraction(str(share)) * beats
    rows = sum(1 for row in range(beats) if row + 1 <= beats - kept)
    return {"train_rows": rows, "epoch_steps": sum(1 for _ in range(0, rows, batch))}


@steps("epoch_steps")
def epoch_steps_steps(beats, share, batch):
    """Down, then up."""
    right = epoch_steps(beats, share, batch)
    rows = right["train_rows"]
    return (
        f"- rows to train on: (1 − {share:g})·{beats} = {beats * (1 - share):g}, rounded down **{rows}**\n"
        f"- steps: {rows}/{batch} = {rows / batch:.4g}, rounded up because the last, smaller batch is a step, too: "
        f"**{right['epoch_steps']}**\n\n"
        "The rows that are trained on are the first ones; `shuffle=True` mixes them among themselves only."
    )


@reference("ecg_classifier")
def build_ecg_classifier():
    """p = σ(w·h_T + b): averages of four samples, an LSTM over the 35 of them, one sigmoid unit.

    Shapes: a model from (N, 140, 1) to (N, 1). Source: Hochreiter & Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735.
    """
    import keras

    return keras.Sequential(
        [
            keras.Input((140, 1)),
            keras.layers.AveragePooling1D(4),
            keras.layers.LSTM(24),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


@training("ecg_classifier")
def train_ecg_classifier(seed=0, data="mini"):
    """Adam on the cross-entropy with clipped gradients and a learning rate that falls to zero."""
    import keras

    from datasets import load

    keras.utils.set_random_seed(seed)
    beats = load("ecg5000", "mini" if data == "mini" else "full")
    x, y = beats["x_train"][..., None], beats["y_train"]
    model, epochs, batch = build_ecg_classifier(), 10, 32
    rate = keras.optimizers.schedules.CosineDecay(0.01, epochs * len(x) // batch)
    model.compile(keras.optimizers.Adam(rate, clipnorm=1.0), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=epochs, batch_size=batch, verbose=0)
    return (model,)


@steps("ecg_classifier")
def ecg_classifier_steps():
    """Fewer steps, clipped gradients, a falling rate."""
    return (
        "Averages of four neighbouring samples leave 35 steps, over which gradients reach the first wave of the beat. "
        "LSTM(24) has 4·(24·25 + 24) = 2496 parameters, the output 25. Clipping to norm 1 keeps a single bad batch from "
        "undoing what was learned; without it runs with the same learning rate fail now and then. A simple recurrent layer "
        "over 140 steps stays near chance. Targets are 0 and 1, so the output is a sigmoid unit and the loss the cross-entropy."
    )


@reference("training_log")
def training_log():
    """The held-out rows, the second fit and the missing values are all at fault."""
    return "three_faults"


@steps("training_log")
def training_log_steps():
    """Line by line."""
    return (
        "`validation_split` cuts off the last rows before anything is shuffled: with sorted labels they are of one class, and "
        "90 % is the recall of that class. `fit` continues from the weights that are there; a fresh network of two classes "
        "begins near ln 2 and not at 99.6 %. A `nan` in `val_loss` comes from missing values in the held-out rows, which "
        "count as class 0. First clean, then divide class by class, then build anew."
    )


@reference("r_squared")
def r_squared(y_true, y_pred):
    """R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)².

    Shapes: y_true (n,), y_pred (n,) → a number. Source: Draper & Smith 1998, Applied Regression Analysis, section 1.3.
    """
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - y_true.mean()) ** 2)


@steps("r_squared")
def r_squared_steps():
    """The example by hand."""
    return (
        "The mean of 1, 2, 6 is 3: Σ(y − ȳ)² = 4 + 1 + 9 = 14. The errors are 0, −1, 1: Σ(y − ŷ)² = 2. "
        "R² = 1 − 2/14 = **0.85714286**. The mean as forecast has R² = 0; what is worse is negative."
    )


@reference("negative_r2")
def negative_r2():
    """Below zero is worse than the mean; −700 is a matter of units."""
    return "far_from_the_mean"


@steps("negative_r2")
def negative_r2_steps():
    """How large the error is."""
    return (
        "R² = −700 says that the mean squared error is 701 times the variance: an error of about √701·30 ≈ 800, the size "
        "of the target itself. So predictions stay near 0, or have another unit. A wrong shape or overfitting costs a few hundredths "
        "or tenths, not hundreds; and exchanging the arguments changes the denominator alone."
    )


@reference("fix_pipeline")
def fit_forecaster(series, seed, windows):
    """ŷ = μ + s·g((window − μ)/s), with mean μ and deviation s of every column and an LSTM g trained on scaled windows.

    Shapes: series (n, 3), windows (N, 16, 3) → (N,). Source: LeCun, Bottou, Orr & Müller 1998, Efficient BackProp, section 4.3.
    """
    import keras

    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(axis=0), series.std(axis=0)
    scaled = (series - mean) / deviation
    x = np.array([scaled[k : k + 16] for k in range(len(scaled) - 16)])
    model = keras.Sequential([keras.Input((16, 3)), keras.layers.LSTM(16), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), loss="mse")
    model.fit(x, scaled[16:, 0], epochs=12, verbose=0)
    return mean[0] + deviation[0] * model.predict((windows - mean) / deviation, verbose=0)[:, 0]


@steps("fix_pipeline")
def fix_pipeline_steps():
    """Three faults, of which one is the cause."""
    return (
        "The target is about 1000. States of an LSTM lie between −1 and 1, so the output would need weights of many "
        "dozens, and steps of 0.001 do not get there in 20 epochs: predictions stay near 0, and R² is some hundreds below zero. "
        "Scale every column with mean and deviation of the recording that is trained on, scale the windows with **the same** "
        "numbers, and scale the predictions back.\n\n"
        "The other two faults cost less: `reshape(-1, 48, 1)` makes 48 steps of one number, and in training the columns "
        "follow each other, in the forecast they alternate. Windows stay (16, 3): time, feature."
    )


@reference("cnn_or_rnn")
def cnn_or_rnn():
    """Equivariance to shifts; parameters that do not grow with the length."""
    return "true_of_both"


@steps("cnn_or_rnn")
def cnn_or_rnn_steps():
    """Why the other options are wrong."""
    return (
        "A convolution applied to a shifted image is the shifted map (equivariance); pooling makes of it approximate invariance. Nothing of "
        "the kind holds for rotations. The weights are those of the filters, whatever the size of the image. A recurrent layer has "
        "h(m + h) + h weights for every length. Its steps depend on each other; truncation shortens the way back and saves memory, "
        "the way forward stays sequential."
    )
