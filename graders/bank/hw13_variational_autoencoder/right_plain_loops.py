"""Loops over samples, dimensions and pixels, with math."""

# %% gaussian_kl
import math

def gaussian_kl(mean, log_var):
    result = []
    for means, log_vars in zip(mean.tolist(), log_var.tolist()):
        total = 0.0
        for mu, lv in zip(means, log_vars):
            total += (math.exp(lv) + mu * mu - 1 - lv) / 2
        result.append(total)
    return result

# %% kl_by_hand
import math

kl_value = 0
for mu, lv in zip(mean.tolist(), log_var.tolist()):
    kl_value += (math.exp(lv) + mu * mu - 1 - lv) / 2

# %% reparameterise
import math

def reparameterise(mean, log_var, eps):
    rows = zip(mean.tolist(), log_var.tolist(), eps.tolist())
    return [[m + math.exp(v / 2) * e for m, v, e in zip(*row)] for row in rows]

# %% bernoulli_nll
import math

def bernoulli_nll(x, logits):
    result = []
    for image, outputs in zip(x, logits):
        total = 0.0
        for pixel, logit in zip(image.ravel().tolist(), outputs.ravel().tolist()):
            total += max(logit, 0) + math.log1p(math.exp(-abs(logit))) - pixel * logit
        result.append(total)
    return np.array(result)

# %% latent_grid
def latent_grid(decoder, n):
    first = np.asarray(decoder(np.zeros((1, 2), dtype="float32")))
    _, h, w = first.shape
    image = np.zeros((n * h, n * w))
    for i in range(n):
        for j in range(n):
            code = np.array([[-2 + 4 * j / (n - 1), 2 - 4 * i / (n - 1)]], dtype="float32")
            logits = np.asarray(decoder(code))[0]
            for u in range(h):
                for v in range(w):
                    image[i * h + u, j * w + v] = 1 / (1 + np.exp(-logits[u, v]))
    return image
