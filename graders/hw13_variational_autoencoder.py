"""hw13: how answers are judged."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from solutions import hw13_variational_autoencoder as solution
from tamrin import (
    Network,
    Targets,
    call,
    choice,
    example,
    function,
    grades,
    law,
    measure,
    on_real_data,
    part,
    requirement,
    say,
    trained,
    trap,
    value,
)
from tamrin.strategies import arrays, halves

TARGETS = Targets(__file__)

# The divergence from the prior, and what is mistaken about it: everything per dimension, summed or not by the caller.


def kl_terms(mean, log_var):
    """½ (σ² + μ² − 1 − log σ²)."""
    return 0.5 * (np.exp(log_var) + mean**2 - 1 - log_var)


def kl_terms_of_log_std(mean, log_var):
    """Misconception: log_var is taken for log σ."""
    return kl_terms(mean, 2 * log_var)


def kl_terms_reversed(mean, log_var):
    """Misconception: KL(p ‖ q)."""
    return 0.5 * ((1 + mean**2) / np.exp(log_var) - 1 + log_var)


def kl_terms_mean_not_squared(mean, log_var):
    """Misconception: μ where μ² belongs."""
    return 0.5 * (np.exp(log_var) + mean - 1 - log_var)


def kl_terms_spread_only(mean, log_var):
    """Misconception: the mean plays no part."""
    return 0.5 * (np.exp(log_var) - 1 - log_var)


def expected_ratio(mean, log_var):
    """Misconception: E_q[q/p], without the logarithm; finite for σ² < 2."""
    variance = np.exp(log_var)
    return np.prod(np.exp(mean**2 / (2 - variance)) / np.sqrt(variance * (2 - variance)))


KL_SIGN = (
    "The sign is wrong. A divergence is never negative, and zero only where the distributions are equal.",
    "علامت نادرست است. واگرایی هرگز منفی نیست و تنها وقتی صفر است که دو توزیع برابر باشند.",
)
KL_HALF = (
    "The factor ½ of the exponent of a Gaussian is missing.",
    "ضریب ½ که از نمای گاوسی می‌آید جا افتاده است.",
)
KL_LOG_STD = (
    "The log-variance was used as the logarithm of σ. It is the logarithm of σ².",
    "لگاریتم واریانس به جای لگاریتم σ به کار رفته است. این عدد لگاریتم σ² است.",
)
KL_MEAN = (
    "The terms of the dimensions were averaged. The divergence of a product of densities is the sum.",
    "از جمله‌های بُعدها میانگین گرفته شده است. واگرایی حاصل‌ضرب چگالی‌ها مجموع آن‌هاست.",
)
KL_REVERSED = (
    "This is the divergence in the other direction. KL is not symmetric: the expectation is taken under the first.",
    "این واگرایی در جهت دیگر است. KL متقارن نیست: امید ریاضی زیر توزیع نخست گرفته می‌شود.",
)
KL_NOT_SQUARED = (
    "The mean enters through its square; here it enters as it is.",
    "میانگین با مربعش وارد می‌شود؛ اینجا خودش وارد شده است.",
)


@st.composite
def codes(draw, largest=4):
    """Means and log-variances of one to four samples in one to four dimensions."""
    shape = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    return draw(arrays(shape, -3, 3)), draw(arrays(shape, -3, 2))


def additive(gaussian_kl, mean, log_var):
    """Of two blocks of dimensions side by side, the divergences add; the second block is the first one changed."""
    other = mean[:, ::-1] + 0.5, log_var[:, ::-1] - 1.0
    both = gaussian_kl(np.hstack([mean, other[0]]), np.hstack([log_var, other[1]]))
    return both, gaussian_kl(mean, log_var) + gaussian_kl(*other)


@grades("gaussian_kl")
def gaussian_kl():
    """The divergence of a diagonal Gaussian from the prior."""

    def summed(terms, factor=1.0):
        return lambda mean, log_var: factor * np.sum(terms(mean, log_var), axis=1)

    return function(
        "gaussian_kl",
        solution.gaussian_kl,
        cases=codes().map(lambda drawn: call(*drawn)),
        examples=[
            example(call(np.array([[1.0, -2.0]]), np.array([[0.0, np.log(4)]])), np.array([4 - np.log(2)])),
            example(call(np.zeros((2, 3)), np.zeros((2, 3))), np.zeros(2)),
            example(call(np.array([[3.0], [0.5]]), np.zeros((2, 1))), np.array([4.5, 0.125])),
        ],
        laws=[
            law(
                say("the divergences of independent blocks of dimensions add", "واگرایی بُعدهای مستقل با هم جمع می‌شود"),
                codes(3).map(lambda drawn: call(*drawn)),
                additive,
            )
        ],
        traps=[
            trap("kl_sign_lost", summed(kl_terms, -1.0), *KL_SIGN),
            trap("kl_half_lost", summed(kl_terms, 2.0), *KL_HALF),
            trap("kl_uses_std_as_logvar", summed(kl_terms_of_log_std), *KL_LOG_STD),
            trap("kl_mean_over_latent", lambda mean, log_var: np.mean(kl_terms(mean, log_var), axis=1), *KL_MEAN),
            trap("kl_reversed", summed(kl_terms_reversed), *KL_REVERSED),
            trap("mean_not_squared", summed(kl_terms_mean_not_squared), *KL_NOT_SQUARED),
        ],
    )


@grades("kl_by_hand")
def kl_by_hand(mean, log_var):
    """The same for one sample, with a pencil."""
    terms = kl_terms(mean, log_var)
    return value(
        "kl_value",
        solution.kl_by_hand(mean, log_var),
        decimals=4,
        traps=[
            trap("kl_sign_lost", -float(terms.sum()), *KL_SIGN),
            trap("kl_half_lost", 2 * float(terms.sum()), *KL_HALF),
            trap("kl_uses_std_as_logvar", float(kl_terms_of_log_std(mean, log_var).sum()), *KL_LOG_STD),
            trap("kl_mean_over_latent", float(terms.mean()), *KL_MEAN),
            trap("kl_reversed", float(kl_terms_reversed(mean, log_var).sum()), *KL_REVERSED),
            trap("mean_not_squared", float(kl_terms_mean_not_squared(mean, log_var).sum()), *KL_NOT_SQUARED),
            trap(
                "mean_forgotten",
                float(kl_terms_spread_only(mean, log_var).sum()),
                "Only the spread was counted. A mean away from zero makes the divergence larger, too.",
                "تنها پراکندگی به حساب آمده است. دور بودن میانگین از صفر هم واگرایی را بزرگ‌تر می‌کند.",
            ),
            trap(
                "kl_without_log",
                float(expected_ratio(mean, log_var)),
                "This is the expectation of q/p. The divergence is the expectation of its logarithm.",
                "این امید ریاضی q/p است. واگرایی امید ریاضی لگاریتم آن است.",
            ),
        ],
    )


@st.composite
def noisy_codes(draw):
    """Means, log-variances and noise, all of one shape."""
    mean, log_var = draw(codes())
    return call(mean, log_var, draw(arrays(mean.shape, -3, 3)))


def linear_in_noise(reparameterise, mean, log_var, eps):
    """z(μ, 2ε) − z(μ, ε) = z(0, ε)."""
    difference = reparameterise(mean, log_var, 2 * eps) - reparameterise(mean, log_var, eps)
    return difference, reparameterise(np.zeros_like(mean), log_var, eps)


@grades("reparameterise")
def reparameterise():
    """A sample from noise."""
    return function(
        "reparameterise",
        solution.reparameterise,
        cases=noisy_codes(),
        examples=[
            example(
                call(np.array([[1.0, -2.0]]), np.array([[0.0, np.log(4)]]), np.array([[3.0, -1.0]])),
                np.array([[4.0, -4.0]]),
            ),
            example(
                call(np.array([[0.5], [1.0]]), np.full((2, 1), -np.log(4)), np.array([[0.0], [4.0]])),
                np.array([[0.5], [3.0]]),
            ),
        ],
        laws=[law(say("linearity in the noise", "خطی بودن نسبت به نوفه"), noisy_codes(), linear_in_noise)],
        traps=[
            trap(
                "noise_times_variance",
                lambda mean, log_var, eps: mean + np.exp(log_var) * eps,
                "The noise was multiplied by the variance. What multiplies standard normal noise is its new standard deviation.",
                "نوفه در واریانس ضرب شده است. آنچه در نوفهٔ نرمال استاندارد ضرب می‌شود انحراف معیار تازهٔ آن است.",
            ),
            trap(
                "noise_times_log_var",
                lambda mean, log_var, eps: mean + log_var * eps,
                "The noise was multiplied by the logarithm itself, which may even be negative.",
                "نوفه در خود لگاریتم ضرب شده است که حتی می‌تواند منفی باشد.",
            ),
            trap(
                "noise_not_scaled",
                lambda mean, log_var, eps: mean + eps,
                "The log-variance has no effect on the sample.",
                "لگاریتم واریانس در نمونه اثری ندارد.",
            ),
            trap(
                "noise_divided",
                lambda mean, log_var, eps: mean + np.exp(-0.5 * log_var) * eps,
                "A larger variance makes the samples narrower here: the sign in the exponent is wrong.",
                "اینجا واریانس بزرگ‌تر نمونه‌ها را فشرده‌تر می‌کند: علامتِ نما نادرست است.",
            ),
            trap(
                "mean_scaled",
                lambda mean, log_var, eps: np.exp(0.5 * log_var) * (mean + eps),
                "The mean was multiplied by the standard deviation, too. Scale the noise first, then move it.",
                "میانگین هم در انحراف معیار ضرب شده است. نخست نوفه را مقیاس دهید و سپس جابه‌جا کنید.",
            ),
        ],
    )


# The likelihood of images.


def probability(logits):
    """σ(l), without overflow."""
    return np.exp(-np.logaddexp(0, -logits))


def pixel_losses(x, logits):
    """log(1 + e^l) − x·l for each pixel."""
    return np.logaddexp(0, logits) - x * logits


def clipped_losses(x, logits):
    """Misconception: the logarithm is saved by clipping the probability."""
    p = np.clip(probability(logits), 1e-7, 1 - 1e-7)
    return -x * np.log(p) - (1 - x) * np.log(1 - p)


@st.composite
def images(draw, large=True):
    """Images with gray pixels, and logits, some of them beyond what an exponential can hold."""
    shape = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 4))
    pixels = st.sampled_from([0.0, 1.0, 0.5, 0.25])
    logit = halves(-5, 5) | st.sampled_from([40.0, -40.0, 1000.0, -1000.0]) if large else halves(-5, 5)
    count = int(np.prod(shape))
    x, logits = (draw(st.lists(each, min_size=count, max_size=count)) for each in (pixels, logit))
    return np.array(x).reshape(shape), np.array(logits).reshape(shape)


def negatives(bernoulli_nll, x, logits):
    """A picture and its negative are equally likely when all logits change their sign."""
    return bernoulli_nll(x, logits), bernoulli_nll(1 - x, -logits)


@grades("bernoulli_nll")
def bernoulli_nll():
    """Cross entropy, summed over the pixels, stable."""

    def summed(losses):
        return lambda x, logits: np.sum(losses(x, logits), axis=(1, 2))

    return function(
        "bernoulli_nll",
        solution.bernoulli_nll,
        cases=images().map(lambda drawn: call(*drawn)),
        examples=[
            example(call(np.zeros((1, 1, 2)), np.array([[[0.0, np.log(3)]]])), np.array([np.log(8)])),
            example(call(np.array([[[1.0], [0.0]]]), np.array([[[-1000.0], [1000.0]]])), np.array([2000.0])),
            example(call(np.full((2, 1, 1), 0.5), np.zeros((2, 1, 1))), np.full(2, np.log(2))),
        ],
        laws=[
            law(
                say("negatives with negated logits are as likely", "نگاتیو با لوجیت‌های قرینه همان‌قدر محتمل است"),
                images().map(lambda drawn: call(*drawn)),
                negatives,
            )
        ],
        traps=[
            trap(
                "mean_over_pixels",
                lambda x, logits: np.mean(pixel_losses(x, logits), axis=(1, 2)),
                "The pixels were averaged. The likelihood of an image is a product over its pixels, so its logarithm is a sum.",
                "از پیکسل‌ها میانگین گرفته شده است. درست‌نمایی تصویر حاصل‌ضرب پیکسل‌هاست، پس لگاریتمش مجموع است.",
            ),
            trap(
                "likelihood_not_negated",
                summed(lambda x, logits: -pixel_losses(x, logits)),
                "This is the log likelihood; its negative is asked for.",
                "این لگاریتم درست‌نمایی است؛ منفی آن خواسته شده است.",
            ),
            trap(
                "only_ones_counted",
                summed(lambda x, logits: x * np.logaddexp(0, -logits)),
                "Dark pixels cost nothing here. A pixel that is zero has a likelihood, too.",
                "اینجا پیکسل‌های تاریک هزینه‌ای ندارند. پیکسل صفر هم درست‌نمایی خودش را دارد.",
            ),
            trap(
                "probabilities_clipped",
                summed(clipped_losses),
                "The probabilities were clipped, so that a confident mistake costs no more than some 16 nats. Work with the logits themselves.",
                "احتمال‌ها بریده شده‌اند، پس اشتباهِ پراطمینان بیش از حدود ۱۶ نات هزینه ندارد. با خود لوجیت‌ها کار کنید.",
            ),
            trap(
                "ones_and_zeros_exchanged",
                summed(lambda x, logits: pixel_losses(x, -logits)),
                "The logit belongs to the probability of a bright pixel; here it counts for a dark one.",
                "لوجیت به احتمال پیکسل روشن تعلق دارد؛ اینجا برای پیکسل تاریک به کار رفته است.",
            ),
            trap(
                "squared_error",
                summed(lambda x, logits: (x - probability(logits)) ** 2),
                "This is the squared error, which belongs to Gaussian pixels. The pixels here are Bernoulli variables.",
                "این مربع خطاست که به پیکسل‌های گاوسی تعلق دارد. پیکسل‌ها اینجا متغیر برنولی‌اند.",
            ),
        ],
    )


@st.composite
def encoded_images(draw):
    """Images with logits, means and log-variances: as many of each."""
    x, logits = draw(images(large=False))
    shape = len(x), draw(st.integers(1, 3))
    return call(x, logits, draw(arrays(shape, -3, 3)), draw(arrays(shape, -3, 2)))


def log_likelihood(x, logits):
    """log p(x|z), for each sample."""
    return -np.sum(pixel_losses(x, logits), axis=(1, 2))


def divergence(mean, log_var):
    """KL(q ‖ p(z)), for each sample."""
    return np.sum(kl_terms(mean, log_var), axis=1)


def mirrored(elbo, x, logits, mean, log_var):
    """Neither term tells a code from its mirror image."""
    return elbo(x, logits, mean, log_var), elbo(x, logits, -mean, log_var)


@grades("elbo")
def elbo():
    """The bound, for each sample."""
    return function(
        "elbo",
        solution.elbo,
        cases=encoded_images(),
        examples=[
            example(
                call(np.zeros((1, 1, 2)), np.array([[[0.0, np.log(3)]]]), np.array([[2.0]]), np.zeros((1, 1))),
                np.array([-np.log(8) - 2]),
            ),
            example(
                call(np.ones((2, 1, 1)), np.zeros((2, 1, 1)), np.array([[0.0, 0.0], [1.0, -1.0]]), np.zeros((2, 2))),
                np.array([-np.log(2), -np.log(2) - 1]),
            ),
        ],
        laws=[law(say("symmetry in the sign of the mean", "تقارن نسبت به علامت میانگین"), encoded_images(), mirrored)],
        traps=[
            trap(
                "elbo_negated",
                lambda x, logits, mean, log_var: divergence(mean, log_var) - log_likelihood(x, logits),
                "This is the loss, −ELBO. The bound itself is asked for.",
                "این تابع هزینه، یعنی منفی ELBO، است. خود کران خواسته شده است.",
            ),
            trap(
                "kl_added",
                lambda x, logits, mean, log_var: divergence(mean, log_var) + log_likelihood(x, logits),
                "The divergence was added. It lowers the bound.",
                "واگرایی افزوده شده است. واگرایی کران را پایین می‌آورد.",
            ),
            trap(
                "likelihood_counted_twice",
                lambda x, logits, mean, log_var: 2 * log_likelihood(x, logits) - divergence(mean, log_var),
                "The likelihood is in there twice: the second term holds only the prior and q.",
                "درست‌نمایی دو بار آمده است: جملهٔ دوم تنها پیشین و q را در بر دارد.",
            ),
            trap(
                "elbo_kl_label_swap",
                lambda x, logits, mean, log_var: divergence(mean, log_var),
                "This is the KL term alone. The bound is the expected log likelihood minus it.",
                "این تنها جملهٔ KL است. کران برابر است با امید لگاریتم درست‌نمایی منهای آن.",
            ),
            trap(
                "kl_forgotten",
                lambda x, logits, mean, log_var: log_likelihood(x, logits),
                "The KL term is missing: this is the objective of a plain autoencoder.",
                "جملهٔ KL جا افتاده است: این هدفِ خودکدگذار ساده است.",
            ),
            trap(
                "pixels_averaged",
                lambda x, logits, mean, log_var: log_likelihood(x, logits) / x[0].size - divergence(mean, log_var),
                "The likelihood was averaged over the pixels while the divergence was summed: the two no longer have the same unit.",
                "درست‌نمایی روی پیکسل‌ها میانگین گرفته شده ولی واگرایی جمع شده است: این دو دیگر هم‌واحد نیستند.",
            ),
        ],
    )


# The model in which everything is known.


def toy(x, a, b, noise, q_mean, q_var, likelihoods=1.0, spread=True):
    """(log_px, elbo, kl_posterior), with what can be mistaken in the bound."""
    log_px, bound, gap = solution.linear_gaussian(x, a, b, noise, q_mean, q_var)
    prior = solution.normal_kl(q_mean, q_var, 0.0, 1.0)
    expected = bound + prior
    if not spread:
        expected += a @ a * q_var / (2 * noise)
    return log_px, float(likelihoods * expected - prior), gap


def posterior(x, a, b, noise):
    """Mean and variance of p(z|x)."""
    variance = 1 / (1 + a @ a / noise)
    return variance * (a @ (x - b)) / noise, variance


def with_prior_gap(x, a, b, noise, q_mean, q_var):
    """Misconception: the gap is the divergence from the prior."""
    log_px, bound, _ = solution.linear_gaussian(x, a, b, noise, q_mean, q_var)
    return log_px, bound, float(solution.normal_kl(q_mean, q_var, 0.0, 1.0))


def with_reversed_gap(x, a, b, noise, q_mean, q_var):
    """Misconception: KL(p(z|x) ‖ q)."""
    log_px, bound, _ = solution.linear_gaussian(x, a, b, noise, q_mean, q_var)
    return log_px, bound, float(solution.normal_kl(*posterior(x, a, b, noise), q_mean, q_var))


def with_swapped_labels(*args):
    """Misconception: the divergence is called the evidence lower bound."""
    log_px, bound, gap = solution.linear_gaussian(*args)
    return log_px, gap, bound


def without_constants(x, *args):
    """Misconception: log 2π is left out."""
    log_px, bound, gap = solution.linear_gaussian(x, *args)
    constant = 0.5 * len(x) * np.log(2 * np.pi)
    return float(log_px + constant), float(bound + constant), gap


def with_likelihood_as_marginal(x, a, b, noise, q_mean, q_var):
    """Misconception: p(x) = N(b, noise), as if z were 0."""
    _, bound, gap = solution.linear_gaussian(x, a, b, noise, q_mean, q_var)
    square = np.sum((x - b) ** 2) / noise
    return float(-0.5 * (len(x) * np.log(2 * np.pi * noise) + square)), bound, gap


@st.composite
def toys(draw):
    """One to three observed dimensions; variances that are not 1."""
    shape = (draw(st.integers(1, 3)),)
    x, a, b = (draw(arrays(shape, -3, 3)) for _ in range(3))
    noise, q_var = (draw(st.sampled_from([2.0, 0.5, 0.25, 4.0])) for _ in range(2))
    return call(x, a, b, noise, draw(halves(-2, 2)), q_var)


def identity(linear_gaussian, *args):
    """log p(x) = ELBO + KL(q ‖ p(z|x))."""
    log_px, bound, gap = linear_gaussian(*args)
    return log_px, bound + gap


def tight(linear_gaussian, x, a, b, noise, q_mean, q_var):
    """With the posterior for q, the bound is log p(x)."""
    log_px, bound, _ = linear_gaussian(x, a, b, noise, *map(float, posterior(x, a, b, noise)))
    return bound, log_px


@grades("linear_gaussian")
def linear_gaussian():
    """Evidence, bound and gap in closed form."""
    one = np.array([1.0])
    log_2pi = np.log(2 * np.pi)
    return function(
        "linear_gaussian",
        solution.linear_gaussian,
        cases=toys(),
        examples=[
            example(
                call(np.array([2.0]), one, np.array([0.0]), 1.0, 1.0, 0.5),
                (-0.5 * np.log(4 * np.pi) - 1, -0.5 * np.log(4 * np.pi) - 1, 0.0),
            ),
            example(
                call(np.array([1.0, 3.0]), np.array([1.0, 2.0]), np.array([0.0, 1.0]), 1.0, 0.0, 1.0),
                (-log_2pi - 5 / 12 - 0.5 * np.log(6), -log_2pi - 5.0, 55 / 12 - 0.5 * np.log(6)),
            ),
        ],
        laws=[
            law(
                say("log p(x) = ELBO + KL to the posterior", "برابری log p(x) با مجموع ELBO و KL تا پسین"),
                toys(),
                identity,
            ),
            law(say("a tight bound at the posterior", "چسبیدن کران در پسین"), toys(), tight),
        ],
        traps=[
            trap(
                "elbo_kl_label_swap",
                with_swapped_labels,
                "The second and third number are exchanged: the evidence lower bound is the one that log p(x) exceeds, the divergence is never negative.",
                "عدد دوم و سوم جابه‌جا شده‌اند: کران پایین شواهد همان است که log p(x) از آن کمتر نیست، و واگرایی هرگز منفی نیست.",
            ),
            trap(
                "noise_as_std",
                lambda x, a, b, noise, *q: solution.linear_gaussian(x, a, b, noise**2, *q),
                "The noise was squared. It is given as a variance.",
                "نوفه به توان دو رسیده است. این عدد خودش واریانس است.",
            ),
            trap(
                "q_var_as_std",
                lambda x, a, b, noise, q_mean, q_var: solution.linear_gaussian(x, a, b, noise, q_mean, q_var**2),
                "The spread of q was squared. It is given as a variance.",
                "پراکندگی q به توان دو رسیده است. این عدد خودش واریانس است.",
            ),
            trap(
                "gap_to_prior",
                with_prior_gap,
                "The third number is the divergence of q from the prior. That one is a part of the bound; the gap is measured from the posterior.",
                "عدد سوم واگرایی q از پیشین است. آن بخشی از کران است؛ فاصلهٔ کران با واگرایی از پسین سنجیده می‌شود.",
            ),
            trap(
                "gap_reversed",
                with_reversed_gap,
                "The gap was taken in the other direction: the expectation is taken under q.",
                "واگرایی در جهت دیگر گرفته شده است: امید ریاضی زیر q گرفته می‌شود.",
            ),
            trap(
                "likelihood_counted_twice",
                lambda *args: toy(*args, likelihoods=2.0),
                "The expected log likelihood is in the bound twice.",
                "امید لگاریتم درست‌نمایی دو بار در کران آمده است.",
            ),
            trap(
                "likelihood_at_the_mean",
                lambda *args: toy(*args, spread=False),
                "The likelihood was taken at the mean of q only. The expectation of a square is the square of the mean plus a variance.",
                "درست‌نمایی تنها در میانگین q حساب شده است. امید مربع برابر مربع میانگین به اضافهٔ یک واریانس است.",
            ),
            trap(
                "constants_dropped",
                without_constants,
                "The constants log 2π are missing. They do not matter for training, but these numbers are compared.",
                "ثابت‌های log 2π جا افتاده‌اند. در آموزش اهمیتی ندارند، اما این عددها مقایسه می‌شوند.",
            ),
            trap(
                "prior_left_out_of_evidence",
                with_likelihood_as_marginal,
                "The first number leaves out how z spreads x: integrate over the prior.",
                "عدد نخست پراکندگی‌ای را که z در x پدید می‌آورد کنار گذاشته است: روی پیشین انتگرال بگیرید.",
            ),
        ],
    )


@grades("decomposition")
def decomposition():
    """What log p(x) is made of."""
    return choice(
        "decomposition",
        solution.decomposition(),
        {
            "elbo_kl_label_swap": say(
                "Which of the two terms is never negative, and which one is therefore a lower bound?",
                "کدام یک از دو جمله هرگز منفی نیست، و بنابراین کدام یک کران پایین است؟",
            ),
            "likelihood_counted_twice": say(
                "Split p(x, z) into its two factors: how often does p(x|z) occur?",
                "p(x, z) را به دو عاملش بشکنید: p(x|z) چند بار پدید می‌آید؟",
            ),
            "gap_to_prior": say(
                "For which q would the bound be tight? Ask what q approximates.",
                "کران برای کدام q می‌چسبد؟ بپرسید q تقریب چیست.",
            ),
            "kl_is_distance": say(
                "Exchange the two distributions of a divergence and compare.",
                "جای دو توزیع را در یک واگرایی عوض کنید و مقایسه کنید.",
            ),
        },
    )


@grades("kl_tradeoff")
def kl_tradeoff():
    """What the two terms of the loss want."""
    return choice(
        "kl_tradeoff",
        solution.kl_tradeoff(),
        {
            "heavier_is_sharper": say(
                "What can the decoder make of a code that is the same for every image?",
                "رمزگشا از کدی که برای همهٔ تصویرها یکسان است چه می‌تواند بسازد؟",
            ),
            "kl_removes_noise": say(
                "Let σ go to zero in the closed form of the divergence: which term grows?",
                "در فرم بستهٔ واگرایی σ را به صفر ببرید: کدام جمله رشد می‌کند؟",
            ),
            "only_rescales": say(
                "Multiply one of two summands that disagree: does the minimum of the sum stay where it was?",
                "یکی از دو جمله‌ای را که با هم ناسازگارند چند برابر کنید: آیا کمینهٔ مجموع سر جایش می‌ماند؟",
            ),
            "kl_strictly_positive": say(
                "What is the divergence of the prior from itself, and can an encoder output it?",
                "واگرایی پیشین از خودش چند است، و آیا رمزگذار می‌تواند آن را بیرون دهد؟",
            ),
        },
    )


FORGOT_BIAS = ("The biases are missing.", "بایاس‌ها شمرده نشده‌اند.")


@grades("encoder_decoder_counts")
def encoder_decoder_counts(side, kernel, first_filters, second_filters, hidden, latent):
    """The parameters of a convolutional encoder and decoder."""
    sizes = (side, kernel, first_filters, second_filters, hidden, latent)
    right = solution.encoder_decoder_counts(*sizes)
    encoder, decoder = right["encoder_params"], right["decoder_params"]
    flat = (side // 4) ** 2 * second_filters
    return [
        value(
            "encoder_params",
            encoder,
            traps=[
                trap(
                    "one_head",
                    encoder - (hidden + 1) * latent,
                    "The encoder has two heads: one for the mean, and one for the log-variance.",
                    "رمزگذار دو سر دارد: یکی برای میانگین و یکی برای لگاریتم واریانس.",
                ),
                trap(
                    "forgot_bias",
                    encoder - first_filters - second_filters - hidden - 2 * latent,
                    *FORGOT_BIAS,
                ),
                trap(
                    "strides_ignored",
                    encoder + (side**2 * second_filters - flat) * hidden,
                    "The strides shrink the map before it is flattened.",
                    "گام‌ها نقشه را پیش از تخت شدن کوچک می‌کنند.",
                ),
                trap(
                    "weights_without_depth",
                    encoder - kernel**2 * (first_filters - 1) * second_filters,
                    "The second convolution's filters reach through all channels of the first one's output.",
                    "فیلترهای کانولوشن دوم از همهٔ کانال‌های خروجی نخست می‌گذرند.",
                ),
            ],
        ),
        value(
            "decoder_params",
            decoder,
            traps=[
                trap(
                    "forgot_bias",
                    decoder - flat - second_filters - first_filters - 1,
                    *FORGOT_BIAS,
                ),
                trap(
                    "fed_both_heads",
                    decoder + latent * flat,
                    "The decoder gets one sample, not the mean and the log-variance side by side.",
                    "رمزگشا یک نمونه می‌گیرد، نه میانگین و لگاریتم واریانس را در کنار هم.",
                ),
                trap(
                    "no_convolution_at_full_depth",
                    decoder - (kernel**2 * second_filters + 1) * second_filters,
                    "There are three transposed convolutions; the first one keeps the number of channels.",
                    "سه کانولوشن ترانهاده در کار است؛ نخستین آن‌ها شمار کانال‌ها را نگه می‌دارد.",
                ),
                trap(
                    "bias_per_input_channel",
                    decoder + second_filters - 1,
                    "A transposed convolution has one bias for each output channel, too, not for each input channel.",
                    "کانولوشن ترانهاده هم برای هر کانال خروجی یک بایاس دارد، نه برای هر کانال ورودی.",
                ),
            ],
        ),
    ]


@st.composite
def cotangents(draw):
    """A cotangent, log-variances and noise, all of one shape."""
    dz, log_var = draw(codes())
    return call(dz, log_var, draw(arrays(dz.shape, -3, 3)))


@grades("vae_gradients")
def vae_gradients():
    """The gradients of the divergence and of the sample."""
    return [
        function(
            "kl_gradients",
            solution.kl_gradients,
            cases=codes().map(lambda drawn: call(*drawn)),
            examples=[
                example(
                    call(np.array([[1.0, -2.0]]), np.array([[0.0, np.log(4)]])),
                    (np.array([[1.0, -2.0]]), np.array([[0.0, 1.5]])),
                )
            ],
            traps=[
                trap(
                    "kl_half_missing",
                    lambda mean, log_var: (mean, np.exp(log_var) - 1),
                    "The gradient by the log-variance lacks the factor ½.",
                    "گرادیان نسبت به لگاریتم واریانس ضریب ½ را کم دارد.",
                ),
                trap(
                    "mean_doubled",
                    lambda mean, log_var: (2 * mean, 0.5 * (np.exp(log_var) - 1)),
                    "The gradient by the mean is twice too large: the divergence holds half of its square.",
                    "گرادیان نسبت به میانگین دو برابر شده است: در واگرایی نصف مربع آن می‌آید.",
                ),
                trap(
                    "kl_gradient_by_std",
                    lambda mean, log_var: (mean, np.exp(log_var / 2) - np.exp(-log_var / 2)),
                    "This is the derivative by σ. The encoder's output is the log-variance: one more factor of the chain rule.",
                    "این مشتق نسبت به σ است. خروجی رمزگذار لگاریتم واریانس است: یک عامل دیگر از قاعدهٔ زنجیری لازم است.",
                ),
                trap(
                    "kl_gradient_by_variance",
                    lambda mean, log_var: (mean, 0.5 * (1 - np.exp(-log_var))),
                    "This is the derivative by σ². The encoder's output is its logarithm: one more factor of the chain rule.",
                    "این مشتق نسبت به σ² است. خروجی رمزگذار لگاریتم آن است: یک عامل دیگر از قاعدهٔ زنجیری لازم است.",
                ),
                trap(
                    "kl_gradients_negated",
                    lambda mean, log_var: (-mean, 0.5 * (1 - np.exp(log_var))),
                    "Both signs are wrong: the divergence grows with the distance of the mean from zero.",
                    "هر دو علامت نادرست است: واگرایی با دور شدن میانگین از صفر بزرگ می‌شود.",
                ),
                trap(
                    "averaged_over_samples",
                    lambda mean, log_var: (mean / len(mean), 0.5 * (np.exp(log_var) - 1) / len(mean)),
                    "The gradients were divided by the number of samples. The sum over the samples is asked for.",
                    "گرادیان‌ها بر شمار نمونه‌ها تقسیم شده‌اند. مجموع روی نمونه‌ها خواسته شده است.",
                ),
            ],
        ),
        function(
            "sample_gradients",
            solution.sample_gradients,
            cases=cotangents(),
            examples=[
                example(
                    call(np.array([[2.0, -1.0]]), np.array([[0.0, np.log(4)]]), np.array([[1.0, 3.0]])),
                    (np.array([[2.0, -1.0]]), np.array([[1.0, -3.0]])),
                )
            ],
            traps=[
                trap(
                    "sample_half_missing",
                    lambda dz, log_var, eps: (dz, dz * np.exp(0.5 * log_var) * eps),
                    "The derivative of the exponential exp(½ log σ²) brings a factor ½ down.",
                    "مشتقِ exp(½ log σ²) یک ضریب ½ پایین می‌آورد.",
                ),
                trap(
                    "noise_times_variance",
                    lambda dz, log_var, eps: (dz, dz * np.exp(log_var) * eps),
                    "This is the gradient of μ + σ²·ε. The sample is μ + σ·ε.",
                    "این گرادیانِ μ + σ²·ε است. نمونه برابر μ + σ·ε است.",
                ),
                trap(
                    "sample_gradient_by_std",
                    lambda dz, log_var, eps: (dz, dz * eps),
                    "This is the derivative by σ. The encoder's output is the log-variance.",
                    "این مشتق نسبت به σ است. خروجی رمزگذار لگاریتم واریانس است.",
                ),
                trap(
                    "noise_left_out",
                    lambda dz, log_var, eps: (dz, dz * 0.5 * np.exp(0.5 * log_var)),
                    "The noise plays no part in the gradient by the log-variance, but it multiplies σ in the sample.",
                    "نوفه در گرادیان نسبت به لگاریتم واریانس نقشی ندارد، در حالی که در نمونه در σ ضرب می‌شود.",
                ),
                trap(
                    "cotangent_ignored",
                    lambda dz, log_var, eps: (np.ones_like(dz), 0.5 * np.exp(0.5 * log_var) * eps),
                    "These are the derivatives of z alone: dz says how the loss depends on z, and multiplies them.",
                    "این‌ها مشتق‌های خودِ z هستند: dz می‌گوید هزینه چگونه به z وابسته است و در آن‌ها ضرب می‌شود.",
                ),
            ],
        ),
    ]


# The trained model, on digits of the same archive that students do not have.

MEAN_IMAGE = 25.0
"""Nats of the hidden digits under the mean image of the training digits: what a model reaches that encodes nothing."""
UNINFORMED = 0.3
"""Share of hidden digits whose five neighbours agree with them, where the codes say nearly nothing."""
DRAWS = 4


@lru_cache
def hidden_digits():
    """x (397, 8, 8) of zeros and ones and y (397,): the digits of the archive that datasets/digits.npz leaves out."""
    from sklearn.datasets import load_digits

    archive = load_digits()
    left_out = np.random.RandomState(1797).permutation(1797)[1400:]
    x = np.rint(archive.images[left_out] * 255 / 16).astype(np.uint8)
    return (x > 127).astype(np.float32), archive.target[left_out]


class Images(NamedTuple):
    """Images of zeros and ones (n, side, side) and labels (n,): the ones that are known, and those to judge on."""

    x_known: np.ndarray
    y_known: np.ndarray
    x: np.ndarray
    y: np.ndarray


@lru_cache
def digits():
    """The digits that students have, and the hidden ones."""
    from datasets import load

    data = load("digits")
    return Images((data["x_train"] > 127).astype(np.float32), data["y_train"], *hidden_digits())


class Judged(NamedTuple):
    """What a pair of models makes of the hidden digits: codes (n, 2), logits (draws, n, side, side), and shares."""

    mean: np.ndarray
    log_var: np.ndarray
    logits: np.ndarray
    neighbours: float


_last = {}  # the measures, requirements and traps of one submission share what its models predict


def judged(encoder, decoder):
    """Predict once for each pair of models; None where the outputs are not finite, or not of the shapes asked for."""
    key = encoder.network, decoder.network
    if key not in _last:
        _last.clear()
        _last[key] = judged_on(digits(), encoder, decoder)
    return _last[key]


def judged_on(images, encoder, decoder):
    """What the models make of some images; None as in `judged`."""
    from sklearn.neighbors import KNeighborsClassifier

    n = len(images.x)
    outputs = encoder.predict(np.concatenate([images.x, images.x_known]))
    if not isinstance(outputs, list) or [each.shape for each in outputs] != [(n + len(images.x_known), 2)] * 2:
        return None
    if not all(np.isfinite(each).all() for each in outputs):
        return None
    means, log_vars = (each.astype(float) for each in outputs)
    mean, log_var = means[:n], log_vars[:n]
    logits = decoded(decoder, mean, log_var, images.x.shape[1])
    neighbours = KNeighborsClassifier(5).fit(means[n:], images.y_known).score(mean, images.y)
    return None if logits is None else Judged(mean, log_var, logits, neighbours)


def decoded(decoder, mean, log_var, side):
    """Logits (draws, n, side, side) of samples of the codes, always with the same noise; None as in `judged`."""
    eps = np.random.RandomState(13).standard_normal((DRAWS, *mean.shape))
    samples = solution.reparameterise(mean, np.clip(log_var, -60, 60), eps).reshape(-1, mean.shape[1])
    logits = np.asarray(decoder.predict(samples.astype(np.float32)))
    if logits.shape != (DRAWS * len(mean), side, side) or not np.isfinite(logits).all():
        return None
    return logits.astype(float).reshape(DRAWS, len(mean), side, side)


def nats(logits, images=None):
    """The mean reconstruction error in nats: of the hidden digits, unless other images are given."""
    x = (images or digits()).x
    return float(np.mean([solution.bernoulli_nll(x, each).mean() for each in logits]))


def mean_kl(found):
    """The mean divergence of the codes from the prior in nats."""
    return float(solution.gaussian_kl(found.mean, np.clip(found.log_var, -60, 60)).mean())


OUTPUTS = say(
    "The encoder must have two outputs (n, 2), mean and log-variance, and the decoder one of shape (n, 8, 8), all of them finite.",
    "رمزگذار باید دو خروجی (n, 2)، میانگین و لگاریتم واریانس، داشته باشد و رمزگشا یک خروجی با شکل (n, 8, 8)، همه متناهی.",
)


def negative_elbo(encoder, decoder):
    """−ELBO of the hidden digits in nats: less is better."""
    found = judged(encoder, decoder)
    return OUTPUTS if found is None else nats(found.logits) + mean_kl(found)


def neighbours(encoder, decoder):
    """Share of hidden digits whose label is that of most of the five training digits with the nearest codes."""
    found = judged(encoder, decoder)
    return OUTPUTS if found is None else found.neighbours


@on_real_data("vae", "fashion_mnist")
def on_test_images(data, encoder, decoder):
    """−ELBO of the 10,000 test images beside that of the mean training image, divergence and neighbours."""
    from datasets import load

    found = load(data, "full")
    x_known, x = ((found[f"x_{split}"] > 127).astype(np.float32) for split in ("train", "test"))
    images = Images(x_known, found["y_train"], x, found["y_test"])
    made, share = judged_on(images, encoder, decoder), np.clip(x_known.mean(axis=0), 1e-3, 1 - 1e-3)
    return {
        "negative ELBO": nats(made.logits, images) + mean_kl(made),
        "negative ELBO of the mean image": nats(np.broadcast_to(np.log(share / (1 - share)), (1, *x.shape)), images),
        "divergence": mean_kl(made),
        "neighbours of the same class": made.neighbours,
    }


def better_as(encoder, decoder, mean, log_var):
    """Whether other codes have an ELBO that is better by a nat: the encoder's outputs mean something else."""
    found = judged(encoder, decoder)
    logits = decoded(decoder, mean, log_var, found.logits.shape[-1])
    return nats(logits) + mean_kl(Judged(mean, log_var, logits, 0.0)) < negative_elbo(encoder, decoder) - 1


def outputs_exchanged(encoder, decoder):
    """Behaves as if the first output were the log-variance."""
    found = judged(encoder, decoder)
    return better_as(encoder, decoder, found.log_var, found.mean)


def spread_without_logarithm(encoder, decoder):
    """Behaves as if the second output were σ or σ²."""
    found = judged(encoder, decoder)
    if found.log_var.min() <= 0:
        return False
    logarithm = np.log(found.log_var)
    return any(better_as(encoder, decoder, found.mean, power * logarithm) for power in (1, 2))


def gives_probabilities(encoder, decoder):
    """All outputs of the decoder lie between 0 and 1."""
    logits = judged(encoder, decoder).logits
    return logits.min() >= 0 and logits.max() <= 1 and np.ptp(logits) > 0.2


def untrained(encoder, decoder):
    """The reconstruction is no better than a fair coin for each pixel."""
    logits = judged(encoder, decoder).logits
    return nats(logits) > 0.9 * np.log(2) * logits[0, 0].size


@grades("vae")
def vae():
    """The bound on new digits, what the codes are worth, and that neither term of the loss has won."""
    return trained(
        part("build_encoder", solution.build_encoder, call(8, 2), "encoder.weights.h5"),
        part("build_decoder", solution.build_decoder, call(8, 2), "decoder.weights.h5"),
        most_parameters=100_000,
        measures=[
            measure(
                say("negative ELBO", "منفی ELBO"),
                negative_elbo,
                target=TARGETS("vae", "negative ELBO"),
                floor=MEAN_IMAGE,
                weight=4,
            ),
            measure(
                say("neighbours of the same class", "همسایه‌های هم‌رده"),
                neighbours,
                target=TARGETS("vae", "neighbours of the same class"),
                floor=UNINFORMED,
                weight=2,
            ),
        ],
        requirements=[
            requirement(
                say("shapes of the outputs", "شکل خروجی‌ها"), lambda *models: judged(*models) is not None, OUTPUTS
            ),
            requirement(
                say("divergence between 0.5 and 10 nats", "واگرایی میان ۰٫۵ و ۱۰ نات"),
                lambda *models: 0.5 <= mean_kl(judged(*models)) <= 10,
                say(
                    "The mean divergence of the codes from the prior is not between 0.5 and 10 nats.",
                    "میانگین واگرایی کدها از پیشین میان ۰٫۵ و ۱۰ نات نیست.",
                ),
            ),
        ],
        traps=[
            trap(
                "gives_probabilities",
                gives_probabilities,
                "All outputs of the decoder lie between 0 and 1: they are probabilities. Logits are asked for, without a sigmoid.",
                "همهٔ خروجی‌های رمزگشا میان ۰ و ۱ هستند: احتمال‌اند. لوجیت خواسته شده است، بدون سیگموئید.",
            ),
            trap(
                "outputs_exchanged",
                outputs_exchanged,
                "The bound is far better with the encoder's two outputs exchanged: the mean comes first.",
                "اگر دو خروجی رمزگذار جابه‌جا شوند کران بسیار بهتر می‌شود: میانگین باید نخست بیاید.",
            ),
            trap(
                "spread_without_logarithm",
                spread_without_logarithm,
                "The bound is far better with the logarithm of the encoder's second output: it seems to be σ or σ² itself.",
                "با لگاریتمِ خروجی دوم رمزگذار کران بسیار بهتر می‌شود: گویا این خروجی خود σ یا σ² است.",
            ),
            trap(
                "untrained",
                untrained,
                "The reconstructions are no better than a coin for each pixel. Were these the weights after training, of models trained on zeros and ones?",
                "بازسازی‌ها از سکه انداختن برای هر پیکسل بهتر نیستند. آیا این‌ها وزن‌های پس از آموزش‌اند، و آموزش روی صفر و یک بوده است؟",
            ),
            trap(
                "posterior_collapse",
                lambda *models: mean_kl(judged(*models)) < 0.1,
                "Posterior collapse: every image has the code of the prior. Does the KL term weigh more than it should, because the reconstruction was averaged over pixels?",
                "فروریزش پسین: همهٔ تصویرها کدِ پیشین را دارند. آیا چون بازسازی روی پیکسل‌ها میانگین گرفته شده، وزن جملهٔ KL بیش از اندازه است؟",
            ),
            trap(
                "kl_forgotten",
                lambda *models: mean_kl(judged(*models)) > 15,
                "The codes are far from the prior: did the KL term reach the loss, summed over the latent dimensions and with its full weight?",
                "کدها از پیشین بسیار دورند: آیا جملهٔ KL، جمع‌شده روی بُعدهای نهفته و با وزن کامل، به تابع هزینه رسیده است؟",
            ),
        ],
    )


# The mosaic.


def affine(weights, bias, height, width):
    """A decoder of one Dense layer, as Keras writes it down."""
    layers = [
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [None, 2]}},
        {"module": "keras.layers", "class_name": "Dense", "config": {"units": height * width}},
        {"module": "keras.layers", "class_name": "Reshape", "config": {"target_shape": [height, width]}},
    ]
    config = {"name": "decoder", "trainable": True, "layers": layers}
    arrays_of_it = [weights.astype(np.float32), bias.astype(np.float32)]
    return Network({"module": "keras", "class_name": "Sequential", "config": config}, arrays_of_it)


def tiles(decoder, codes):
    """What an `affine` decoder makes of codes (n, 2): the logits, without Keras."""
    weights, bias = (each.astype(float) for each in decoder.get_weights())
    height, width = decoder.layers[1][1]["target_shape"]
    return (codes @ weights + bias).reshape(-1, height, width)


def latent_grid_of(decoder, n, arranged=lambda codes, n: codes, mosaic=solution.mosaic, last=probability, reach=1.0):
    """The mosaic, with everything in it that can be mistaken."""
    return mosaic(last(tiles(decoder, arranged(reach * solution.grid_codes(n), n))), n)


def right_grid(decoder, n):
    """image[i·h + u, j·w + v] = σ(decoder(z_ij))[u, v].

    Shapes: (n·h, n·w) for logits (n², h, w).
    Source: Kingma & Welling 2013, arXiv:1312.6114, figure 4.
    """
    return latent_grid_of(decoder, n)


def upside_down(codes, n):
    """The rows of the grid from the bottom to the top."""
    return codes.reshape(n, n, 2)[::-1].reshape(-1, 2)


@st.composite
def decoders(draw):
    """A decoder with weights that tell its pixels and codes apart, and two to four tiles along each side."""
    height, width = draw(st.sampled_from([(1, 2), (2, 3), (3, 2), (2, 1)]))
    model = affine(draw(arrays((2, height * width), -2, 2)), draw(arrays((height * width,), -2, 2)), height, width)
    return call(model, draw(st.integers(2, 4)))


@grades("latent_grid")
def latent_grid():
    """A mosaic of decoded codes."""
    return function(
        "latent_grid",
        right_grid,
        cases=decoders(),
        count=15,
        rtol=1e-5,
        atol=1e-6,
        traps=[
            trap(
                "logits_shown",
                lambda decoder, n: latent_grid_of(decoder, n, last=lambda logits: logits),
                "These are the logits. An image shows the probabilities.",
                "این‌ها لوجیت‌اند. تصویر احتمال‌ها را نشان می‌دهد.",
            ),
            trap(
                "rows_upside_down",
                lambda decoder, n: latent_grid_of(decoder, n, arranged=upside_down),
                "The second coordinate grows downward. As in a plot, it is largest in the top row.",
                "مختصهٔ دوم رو به پایین رشد می‌کند. مانند نمودار، در سطر بالا بزرگ‌ترین است.",
            ),
            trap(
                "axes_exchanged",
                lambda decoder, n: latent_grid_of(decoder, n, arranged=lambda codes, n: codes[:, ::-1]),
                "The two latent coordinates are exchanged: the first one runs along a row.",
                "دو مختصهٔ نهفته جابه‌جا شده‌اند: مختصهٔ نخست در راستای سطر پیش می‌رود.",
            ),
            trap(
                "reshape_vs_transpose",
                lambda decoder, n: latent_grid_of(
                    decoder, n, mosaic=lambda tiles, n: tiles.reshape(n * tiles.shape[1], n * tiles.shape[2])
                ),
                "The rows of the tiles are scattered over the image: exchange axes before you join them.",
                "سطرهای کاشی‌ها در تصویر پخش شده‌اند: پیش از به هم پیوستن، محورها را جابه‌جا کنید.",
            ),
            trap(
                "unit_range",
                lambda decoder, n: latent_grid_of(decoder, n, reach=0.5),
                "The codes reach from −1 to 1 only.",
                "کدها تنها از ۱− تا ۱ می‌رسند.",
            ),
        ],
    )
