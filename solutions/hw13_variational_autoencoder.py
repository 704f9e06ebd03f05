"""hw13: reference answers, a second derivation of each value, and the steps that lead to them.

The model, its bound and the reparameterisation follow Kingma & Welling 2013, arXiv:1312.6114.
"""

import numpy as np

from tamrin import reference, second_derivation, steps, training
from tamrin.worked import matrix, number, subscript

# Keras is imported where it is used: the judge reads this module, too, and needs no TensorFlow for it.


@reference("gaussian_kl")
def gaussian_kl(mean, log_var):
    """KL(N(μ, σ²I) ‖ N(0, I)) = ½ Σ_d (σ_d² + μ_d² − 1 − log σ_d²), for each sample.

    Shapes: mean (n, d), log_var (n, d) → (n,).
    Source: Kingma & Welling 2013, arXiv:1312.6114, appendix B.
    """
    return 0.5 * np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1)


@steps("gaussian_kl")
def gaussian_kl_steps():
    """Where the closed form comes from, and the example by hand."""
    return (
        "The densities factorise, so the divergence is a sum over dimensions. In one dimension\n\n"
        "$$E_q[\\log q - \\log p] = E_q\\left[-\\tfrac12\\log\\sigma^2 - \\tfrac{(z-\\mu)^2}{2\\sigma^2} + "
        "\\tfrac{z^2}{2}\\right] = -\\tfrac12\\log\\sigma^2 - \\tfrac12 + \\tfrac12(\\sigma^2 + \\mu^2),$$\n\n"
        "because $E_q[(z-\\mu)^2] = \\sigma^2$ and $E_q[z^2] = \\sigma^2 + \\mu^2$; the constants $\\log 2\\pi$ cancel.\n\n"
        "The example: ½(1 + 1 − 1 − 0) + ½(4 + 4 − 1 − log 4) = ½ + ½(7 − log 4) = **4 − log 2**."
    )


@reference("kl_by_hand")
def kl_by_hand(mean, log_var):
    """One sample's divergence: ½ Σ (σ² + μ² − 1 − log σ²)."""
    return float(0.5 * np.sum(np.exp(log_var) + mean**2 - 1 - log_var))


@second_derivation("kl_by_hand")
def kl_by_quadrature(mean, log_var):
    """∫ q log(q/p) dz, one dimension at a time, by the trapezoidal rule, which is exact to rounding for such integrands."""
    total = 0.0
    for mu, sigma in zip(mean, np.exp(np.asarray(log_var) / 2), strict=True):
        z, step = np.linspace(mu - 12 * sigma, mu + 12 * sigma, 2001, retstep=True)
        log_q = -0.5 * ((z - mu) / sigma) ** 2 - np.log(sigma) - 0.5 * np.log(2 * np.pi)
        log_p = -0.5 * z**2 - 0.5 * np.log(2 * np.pi)
        total += step * np.sum(np.exp(log_q) * (log_q - log_p))
    return float(total)


@steps("kl_by_hand")
def kl_by_hand_steps(mean, log_var):
    """Dimension by dimension."""
    lines, terms = ["In each dimension ½(σ² + μ² − 1 − log σ²), with σ² = exp(log σ²):", ""], []
    for i, (mu, lv) in enumerate(zip(mean.tolist(), log_var.tolist(), strict=True), 1):
        terms.append(0.5 * (np.exp(lv) + mu**2 - 1 - lv))
        lines.append(f"- dimension {i}: ½({np.exp(lv):.6f} + {subscript(mu)}² − 1 − {subscript(lv)}) = {terms[-1]:.6f}")
    return "\n".join([*lines, "", f"kl_value = {' + '.join(f'{t:.6f}' for t in terms)} = **{sum(terms):.5f}**"])


@reference("reparameterise")
def reparameterise(mean, log_var, eps):
    """z = μ + σ · ε with σ = exp(½ log σ²).

    Shapes: mean (n, d), log_var (n, d), eps (n, d) → (n, d).
    Source: Kingma & Welling 2013, arXiv:1312.6114, section 2.4.
    """
    return mean + np.exp(0.5 * log_var) * eps


@steps("reparameterise")
def reparameterise_steps():
    """Why the noise meets the standard deviation."""
    return (
        "If $\\varepsilon \\sim N(0, 1)$ then $\\mu + s\\varepsilon$ has variance $s^2$. The variance asked for is "
        "$\\sigma^2 = e^{\\log\\sigma^2}$, so $s = \\sigma = e^{\\frac12\\log\\sigma^2}$.\n\n"
        "The example: 1 + 1·3 = **4** and −2 + 2·(−1) = **−4**."
    )


@reference("bernoulli_nll")
def bernoulli_nll(x, logits):
    """−log p(x|z) = Σ_ij log(e⁰ + e^l_ij) − x_ij · l_ij; `logaddexp` keeps the exponential from overflowing.

    Shapes: x (n, h, w), logits (n, h, w) → (n,).
    Source: Kingma & Welling 2013, arXiv:1312.6114, appendix C.1, written with logits.
    """
    return np.sum(np.logaddexp(0, logits) - x * logits, axis=(1, 2))


@steps("bernoulli_nll")
def bernoulli_nll_steps():
    """From probabilities to logits, and the example by hand."""
    return (
        "With $p = 1/(1+e^{-l})$ are $\\log p = l - \\log(1+e^l)$ and $\\log(1-p) = -\\log(1+e^l)$, so\n\n"
        "$$-x\\log p - (1-x)\\log(1-p) = \\log(1+e^l) - x\\,l.$$\n\n"
        "$e^l$ overflows for large $l$; $\\log(1+e^l) = \\max(l,0) + \\log(1+e^{-|l|})$, which is how `np.logaddexp(0, l)` "
        "computes it, does not.\n\n"
        "The example: log(1 + 1) − 0 and log(1 + 3) − 0, together log 2 + log 4 = **log 8**."
    )


@reference("elbo")
def elbo(x, logits, mean, log_var):
    """ELBO = log p(x|z) − KL(q(z|x) ‖ p(z)), for each sample and the one z that the logits were decoded from.

    Shapes: x (n, h, w), logits (n, h, w), mean (n, d), log_var (n, d) → (n,).
    Source: Kingma & Welling 2013, arXiv:1312.6114, equation 7.
    """
    likelihood = np.sum(x * logits - np.logaddexp(0, logits), axis=(1, 2))
    return likelihood - 0.5 * np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1)


@steps("elbo")
def elbo_steps():
    """The two terms, and the example by hand."""
    return (
        "$$\\mathrm{ELBO} = E_q[\\log p(x|z)] - KL(q(z|x)\\,\\|\\,p(z)).$$ The expectation is estimated with the one "
        "$z$ that was decoded; the divergence has a closed form.\n\n"
        "The example: −log 8 − ½(1 + 4 − 1 − 0) = **−log 8 − 2**."
    )


def normal_kl(mean, variance, other_mean, other_variance):
    """KL(N(m, v) ‖ N(m′, v′)) = ½ (v/v′ + (m − m′)²/v′ − 1 − log(v/v′)), in one dimension."""
    ratio = variance / other_variance
    return 0.5 * (ratio + (mean - other_mean) ** 2 / other_variance - 1 - np.log(ratio))


@reference("linear_gaussian")
def linear_gaussian(x, a, b, noise, q_mean, q_var):
    """log p(x) = ELBO + KL(q ‖ p(z|x)), with p(x) = N(b, aaᵀ + noise·I) and p(z|x) = N(s·aᵀ(x−b)/noise, s), 1/s = 1 + aᵀa/noise.

    Shapes: x (d,), a (d,), b (d,); noise, q_mean and q_var are numbers → (log_px, elbo, kl_posterior), numbers.
    Source: Tipping & Bishop 1999, Probabilistic principal component analysis, with one latent variable.
    """
    residual, constant = x - b, len(x) * np.log(2 * np.pi)
    covariance = np.outer(a, a) + noise * np.eye(len(x))
    log_px = -0.5 * (constant + np.linalg.slogdet(covariance)[1] + residual @ np.linalg.solve(covariance, residual))
    square = np.sum((residual - a * q_mean) ** 2) + a @ a * q_var  # E_q‖x − az − b‖²
    bound = -0.5 * (constant + len(x) * np.log(noise) + square / noise) - normal_kl(q_mean, q_var, 0.0, 1.0)
    variance = 1 / (1 + a @ a / noise)
    gap = normal_kl(q_mean, q_var, variance * (a @ residual) / noise, variance)
    return log_px, bound, gap


@steps("linear_gaussian")
def linear_gaussian_steps():
    """The three numbers, and the first example by hand."""
    return (
        "- $x = az + b + \\text{noise}$ is a sum of Gaussians: $p(x) = N(b,\\ aa^\\top + \\nu I)$ with $\\nu$ = `noise`.\n"
        "- Under $q$, $E\\|x - az - b\\|^2 = \\|x - am - b\\|^2 + a^\\top a\\,v$: the square at the mean, and the spread. "
        "So ELBO $= -\\tfrac d2\\log 2\\pi\\nu - \\tfrac{1}{2\\nu}E\\|x - az - b\\|^2 - KL(q\\|N(0,1))$.\n"
        "- In $p(z|x) \\propto p(z)\\,p(x|z)$ the exponents add: precision $1 + a^\\top a/\\nu$, and precision times mean "
        "$a^\\top(x-b)/\\nu$.\n\n"
        "The first example: $p(x) = N(0, 2)$ at 2 gives $-\\tfrac12\\log 4\\pi - 1$. The posterior has precision 2 and "
        "mean 1: it is $q$ itself, so the gap is 0 and the bound is tight."
    )


@reference("decomposition")
def decomposition():
    """The gap between log p(x) and the ELBO is the divergence from the posterior."""
    return "gap_to_posterior"


@steps("decomposition")
def decomposition_steps():
    """The identity, and why the other options are wrong."""
    return (
        "$$\\log p(x) = E_q\\log\\frac{p(x,z)}{q(z|x)} + E_q\\log\\frac{q(z|x)}{p(z|x)} = \\mathrm{ELBO} + "
        "KL(q(z|x)\\,\\|\\,p(z|x)).$$ The first term is the evidence lower bound, because the second is never negative; "
        "it is zero exactly when $q$ is the posterior. Written out, $p(x,z) = p(x|z)\\,p(z)$ gives "
        "$E_q\\log p(x|z) - KL(q(z|x)\\,\\|\\,p(z))$: the likelihood enters once, and the divergence from the *prior* is "
        "a part of the bound, not its gap. KL is not symmetric, so it is no distance."
    )


@reference("kl_tradeoff")
def kl_tradeoff():
    """One term narrows the codes, the other spreads them."""
    return "opposite_pulls"


@steps("kl_tradeoff")
def kl_tradeoff_steps():
    """What a small and a large weight do, with measured numbers."""
    return (
        "The reconstruction term is best when every image has a code of its own, far from the others and without "
        "noise; the divergence is best when every image has the code $N(0, I)$. On the digits of this assignment, with "
        "two latent dimensions: without the KL term the divergence grows to about 50 nats and the space between the "
        "codes decodes to nothing; with 20 times its weight it is 0.0, every image is decoded to the mean image "
        "(posterior collapse); with weight 1 it is about 2.7 nats."
    )


@reference("encoder_decoder_counts")
def encoder_decoder_counts(side, kernel, first_filters, second_filters, hidden, latent):
    """Weights and biases of each layer; two strides of 2 leave a map of (side/4, side/4, second_filters)."""
    flat = (side // 4) ** 2 * second_filters
    encoder = (kernel**2 + 1) * first_filters + (kernel**2 * first_filters + 1) * second_filters
    encoder += (flat + 1) * hidden + 2 * (hidden + 1) * latent
    decoder = (latent + 1) * flat + (kernel**2 * second_filters + 1) * second_filters
    decoder += (kernel**2 * second_filters + 1) * first_filters + kernel**2 * first_filters + 1
    return {"encoder_params": encoder, "decoder_params": decoder}


def weight_shapes(side, kernel, first_filters, second_filters, hidden, latent):
    """By model and layer: the shapes of the arrays that Keras would make, kernels and biases."""
    half = -(-side // 2)
    flat = (-(-half // 2)) ** 2 * second_filters
    square = (kernel, kernel)
    return {
        "encoder_params": {
            "Conv2D 1": [(*square, 1, first_filters), (first_filters,)],
            "Conv2D 2": [(*square, first_filters, second_filters), (second_filters,)],
            "Dense": [(flat, hidden), (hidden,)],
            "Dense, mean": [(hidden, latent), (latent,)],
            "Dense, log-variance": [(hidden, latent), (latent,)],
        },
        "decoder_params": {
            "Dense": [(latent, flat), (flat,)],
            "Conv2DTranspose 1": [(*square, second_filters, second_filters), (second_filters,)],
            "Conv2DTranspose 2": [(*square, first_filters, second_filters), (first_filters,)],
            "Conv2DTranspose 3": [(*square, 1, first_filters), (1,)],
        },
    }


@second_derivation("encoder_decoder_counts")
def counts_by_enumeration(side, kernel, first_filters, second_filters, hidden, latent):
    """Every array of every layer, its entries counted."""
    models = weight_shapes(side, kernel, first_filters, second_filters, hidden, latent)
    return {
        name: sum(np.empty(shape).size for shapes in layers.values() for shape in shapes)
        for name, layers in models.items()
    }


@steps("encoder_decoder_counts")
def encoder_decoder_counts_steps(side, kernel, first_filters, second_filters, hidden, latent):
    """Layer by layer."""
    models = weight_shapes(side, kernel, first_filters, second_filters, hidden, latent)
    lines = [f"Two strides of 2 make {side}×{side} into {side // 4}×{side // 4}; Flatten has no parameters."]
    for name, layers in models.items():
        lines += ["", f"**{name}**", ""]
        counts = []
        for layer, (weights, bias) in layers.items():
            counts.append(int(np.prod(weights)) + bias[0])
            lines.append(f"- {layer}: {'·'.join(map(str, weights))} + {bias[0]} = {counts[-1]}")
        lines += ["", f"together {' + '.join(map(str, counts))} = **{sum(counts)}**"]
    return "\n".join(lines)


def kl_gradients(mean, log_var):
    """∂KL/∂μ = μ and ∂KL/∂log σ² = ½ (σ² − 1).

    Shapes: mean (n, d), log_var (n, d) → dmean (n, d), dlog_var (n, d).
    Source: Kingma & Welling 2013, arXiv:1312.6114, appendix B, differentiated.
    """
    return mean, 0.5 * (np.exp(log_var) - 1)


def sample_gradients(dz, log_var, eps):
    """z = μ + σ·ε: ∂z/∂μ = 1 and ∂z/∂log σ² = ½ σ·ε, each times dz.

    Shapes: dz (n, d), log_var (n, d), eps (n, d) → dmean (n, d), dlog_var (n, d).
    Source: Kingma & Welling 2013, arXiv:1312.6114, section 2.4.
    """
    return dz, dz * 0.5 * np.exp(0.5 * log_var) * eps


@reference("vae_gradients")
def vae_gradients():
    """The gradients of the two ways on which a loss depends on the encoder's outputs."""
    return {"kl_gradients": kl_gradients, "sample_gradients": sample_gradients}


@steps("vae_gradients")
def vae_gradients_steps():
    """The chain rule twice, and the examples by hand."""
    mean, log_four = matrix([[1, -2]]), "\\log 4"
    return (
        "Let $\\lambda = \\log\\sigma^2$. From $KL = \\tfrac12(e^\\lambda + \\mu^2 - 1 - \\lambda)$ follow "
        "$\\partial KL/\\partial\\mu = \\mu$ and $\\partial KL/\\partial\\lambda = \\tfrac12(e^\\lambda - 1)$. "
        "From $z = \\mu + e^{\\lambda/2}\\varepsilon$ follow $\\partial z/\\partial\\mu = 1$ and "
        "$\\partial z/\\partial\\lambda = \\tfrac12 e^{\\lambda/2}\\varepsilon$: without the reparameterisation there "
        "would be no way from the sample back to $\\mu$ and $\\lambda$.\n\n"
        f"The examples: $\\mu = {mean}$, $\\lambda = (0, {log_four})$ give ½(1 − 1) = **0** and ½(4 − 1) = **1.5**; "
        "dz = (2, −1), ε = (1, 3) give 2·½·1·1 = **1** and −1·½·2·3 = **−3**."
    )


def build_encoder(side, latent):
    """Images (side, side) → mean (latent,) and log-variance (latent,), through 128 ReLU units."""
    import keras

    images = keras.Input((side, side))
    hidden = keras.layers.Dense(128, "relu")(keras.layers.Flatten()(images))
    mean = keras.layers.Dense(latent, name="mean")(hidden)
    log_var = keras.layers.Dense(latent, name="log_var")(hidden)
    return keras.Model(images, [mean, log_var])


def build_decoder(side, latent):
    """Codes (latent,) → logits (side, side), through 128 ReLU units; the loss takes logits, so no sigmoid ends it."""
    import keras

    return keras.Sequential(
        [
            keras.Input((latent,)),
            keras.layers.Dense(128, "relu"),
            keras.layers.Dense(side * side),
            keras.layers.Reshape((side, side)),
        ]
    )


@reference("vae")
def vae():
    """The two halves; only training joins them."""
    return {"build_encoder": build_encoder, "build_decoder": build_decoder}


def sampling_layer():
    """A layer that makes z = μ + σ·ε of (μ, log σ²), with fresh noise each time, and adds the mean KL to the loss."""
    import keras
    from keras import ops

    class Sampling(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.noise = keras.random.SeedGenerator()

        def call(self, inputs):
            mean, log_var = inputs
            self.add_loss(ops.mean(0.5 * ops.sum(ops.exp(log_var) + mean**2 - 1 - log_var, axis=1)))
            return mean + ops.exp(0.5 * log_var) * keras.random.normal(ops.shape(mean), seed=self.noise)

    return Sampling()


@training("vae")
def train_vae(seed=0, data="mini"):
    """Adam on the mean of −ELBO = Σ_pixels cross entropy + KL; the learning rate falls along a cosine to zero."""
    import keras
    from keras import ops

    from datasets import load

    keras.utils.set_random_seed(seed)
    found = load("digits") if data == "mini" else load(data, "full")
    images = (found["x_train"] > 127).astype("float32")
    encoder, decoder = build_encoder(images.shape[1], 2), build_decoder(images.shape[1], 2)
    joined = keras.Model(encoder.input, decoder(sampling_layer()(encoder.output)))

    def reconstruction(x, logits):
        # Summed over pixels: their mean would weigh the KL term as many times more as there are pixels.
        return ops.sum(ops.softplus(logits) - x * logits, axis=(1, 2))

    epochs, batch = (40, 32) if data == "mini" else (5, 128)
    rate = keras.optimizers.schedules.CosineDecay(4e-3, epochs * -(-len(images) // batch))
    joined.compile(keras.optimizers.Adam(rate), reconstruction)
    # `tamrin calibrate` draws the curves of the models that it gets.
    encoder.history = joined.fit(images, images, epochs=epochs, batch_size=batch, verbose=0)
    return encoder, decoder


@steps("vae")
def vae_steps():
    """What decides whether it works."""
    return (
        "Encoder and decoder are joined by a layer that samples and adds the KL term with `add_loss`; the reconstruction "
        "is an ordinary loss. What commonly goes wrong:\n\n"
        "- The cross entropy is averaged over the pixels (as Keras' own `BinaryCrossentropy` does), while the KL is "
        "summed: the KL term weighs 64 times too much, and the codes collapse to the prior.\n"
        "- The log-variance is used as a standard deviation, or the noise is multiplied by the variance.\n"
        "- The decoder ends in a sigmoid, and the loss takes its output for logits.\n\n"
        "Judge a VAE against what needs no code: the mean image of the training set reaches 25.0 nats on new digits."
    )


def grid_codes(n):
    """Row i, column j of the mosaic: z = (−2 + 4j/(n−1), 2 − 4i/(n−1)); all of them (n², 2), row by row."""
    values = np.linspace(-2, 2, n)
    return np.array([(right, up) for up in values[::-1] for right in values])


def mosaic(tiles, n):
    """Tiles (n², h, w), row by row → one image (n·h, n·w)."""
    _, height, width = tiles.shape
    return tiles.reshape(n, n, height, width).transpose(0, 2, 1, 3).reshape(n * height, n * width)


@reference("latent_grid")
def latent_grid(decoder, n):
    """image[i·h + u, j·w + v] = σ(decoder(z_ij))[u, v], z_ij = (−2 + 4j/(n−1), 2 − 4i/(n−1)).

    Shapes: the decoder makes logits (n², h, w) of codes (n², 2) → (n·h, n·w).
    Source: Kingma & Welling 2013, arXiv:1312.6114, figure 4.
    """
    import keras

    logits = keras.ops.convert_to_numpy(decoder(grid_codes(n).astype("float32")))
    return mosaic(1 / (1 + np.exp(-logits)), n)


@steps("latent_grid")
def latent_grid_steps():
    """Codes, probabilities, tiles."""
    return (
        f"For n = 2 the codes are, row by row, {number(-2)}, 2 — 2, 2 — −2, −2 — 2, −2: the first coordinate grows to the "
        "right, the second upward, as in a plot. The logits go through a sigmoid. The tiles (n, n, h, w) need their axes "
        "exchanged to (n, h, n, w) before they are one image; a plain reshape would scatter their rows."
    )
