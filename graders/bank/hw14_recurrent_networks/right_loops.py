"""Plain loops over samples and units."""

# %% rnn_step
import math

def rnn_step(x, h, W, U, b):
    new = np.empty(h.shape)
    for n in range(len(x)):
        for j in range(len(b)):
            total = b[j]
            for k in range(x.shape[1]):
                total += x[n, k] * W[k, j]
            for k in range(len(b)):
                total += h[n, k] * U[k, j]
            new[n, j] = math.tanh(total)
    return new

# %% lstm_step
import math

def lstm_step(x, h, c, W, U, b):
    size = h.shape[1]
    new_h, new_c = np.empty(h.shape), np.empty(c.shape)
    for n in range(len(x)):
        z = [b[j] + sum(x[n] * W[:, j]) + sum(h[n] * U[:, j]) for j in range(4 * size)]
        for j in range(size):
            i, f, o = (1 / (1 + math.exp(-z[block * size + j])) for block in (0, 1, 3))
            new_c[n, j] = f * c[n, j] + i * math.tanh(z[2 * size + j])
            new_h[n, j] = o * math.tanh(new_c[n, j])
    return new_h, new_c

# %% bptt
def bptt(x, h0, W, U, b, dh):
    hs = [h0]
    for t in range(len(x)):
        hs.append(np.tanh(x[t] @ W + hs[t] @ U + b))
    hs[0] = h0
    dW, dU, db, dx = np.zeros(W.shape), np.zeros(U.shape), np.zeros(b.shape), np.zeros(x.shape)
    carry = np.zeros(len(b))
    for t in range(len(x) - 1, -1, -1):
        a = (dh[t] + carry) * (1 - hs[t + 1] ** 2)
        dW += np.outer(x[t], a)
        dU += np.outer(hs[t], a)
        db += a
        dx[t] = W @ a
        carry = U @ a
    return dW, dU, db, dx

# %% gradient_norms
def gradient_norms(U, T):
    result, power = [], U
    for _ in range(T):
        result.append(np.sqrt(max(np.linalg.eigvalsh(power.T @ power).max(), 0)))
        power = U @ power
    return result

# %% ecg_shapes
def split_ecg(table):
    X, y = [], []
    for row in table:
        X.append([[sample] for sample in row[:-1]])
        y.append([row[-1]])
    return X, y

def clean(X, y):
    beats, labels = [], []
    for beat, label in zip(X, y):
        if abs(beat).max() < np.inf and abs(label[0]) < np.inf:
            beats.append(beat)
            labels.append(label)
    return beats, labels

# %% holdout
import random

def holdout(n, labels, fraction, seed):
    chance = random.Random(seed)
    rows_of = {}
    for row in range(n):
        rows_of.setdefault(int(labels[row]), []).append(row)
    train, test = [], []
    for rows in rows_of.values():
        chance.shuffle(rows)
        cut = int(fraction * len(rows))
        test += rows[:cut]
        train += rows[cut:]
    return train, test

# %% r_squared
def r_squared(y_true, y_pred):
    mean = sum(y_true) / len(y_true)
    above = below = 0.0
    for y, p in zip(y_true, y_pred):
        above += (y - p) ** 2
        below += (y - mean) ** 2
    return 1 - above / below

# %% cell_counts
ecg_params = 0
for gate in "ifco":
    ecg_params += 1 * units + units * units + units
ecg_params += units + 1
lstm_state_size = units
time_steps = window

# %% epoch_steps
kept = beats * round(100 * share)
train_rows = beats - kept // 100 - (kept % 100 > 0)
epoch_steps = 0
for start in range(0, train_rows, batch):
    epoch_steps += 1
