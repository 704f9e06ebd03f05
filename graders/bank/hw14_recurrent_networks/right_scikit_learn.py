"""Library functions."""

# %% holdout
from sklearn.model_selection import train_test_split

def holdout(n, labels, fraction, seed):
    return tuple(train_test_split(np.arange(n), test_size=fraction, stratify=labels, random_state=seed))

# %% r_squared
from sklearn.metrics import r2_score

def r_squared(y_true, y_pred):
    return r2_score(y_true, y_pred)
