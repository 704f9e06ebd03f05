"""The standard library's mean and pvariance."""

# %% batch_norm_by_hand
from statistics import fmean, pstdev, pvariance

bn_matrix = np.array([[(v - fmean(c)) / (pvariance(c) + eps) ** 0.5 for v in c] for c in table.T.tolist()]).T

# %% layer_norm_by_hand
from statistics import fmean, pvariance

ln_matrix = [[(v - fmean(r)) / (pvariance(r) + eps) ** 0.5 for v in r] for r in table.tolist()]

# %% batch_norm
from statistics import fmean, pvariance

def batch_norm(x, gamma, beta, eps=1e-5):
    columns = x.T.tolist()
    normal = np.array([[(v - fmean(c)) / (pvariance(c) + eps) ** 0.5 for v in c] for c in columns]).T
    return normal * gamma + beta

# %% layer_norm
from statistics import fmean, pvariance

def layer_norm(x, gamma, beta, eps=1e-5):
    normal = np.array([[(v - fmean(r)) / (pvariance(r) + eps) ** 0.5 for v in r] for r in x.tolist()])
    return normal * gamma + beta

# %% moving_statistics
from statistics import fmean, pvariance

def update_moving(mean, var, x, momentum=0.99):
    batch_mean = np.array([fmean(c) for c in x.T.tolist()])
    batch_var = np.array([pvariance(c) for c in x.T.tolist()])
    return momentum * mean + (1 - momentum) * batch_mean, momentum * var + (1 - momentum) * batch_var
