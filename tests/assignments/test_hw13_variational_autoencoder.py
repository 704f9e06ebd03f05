"""hw13: the references against SciPy, TensorFlow, quadrature and closed forms, the published numbers, and training."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from scipy import integrate, stats

from tamrin import objects
from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.course.schema import Limits
from tamrin.function_checks import OracleCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck, Model

pytestmark = pytest.mark.xdist_group("training")

VARIANTS = ["published", *range(1, 41)]
TRAINED = ("vae", ["negative ELBO", "neighbours of the same class"])


@pytest.fixture(scope="module")
def hw13(course):
    return course.assignment("hw13")


@pytest.fixture(scope="module")
def solution(hw13):
    return hw13.solution


@pytest.fixture(scope="module")
def grader(hw13):
    return hw13.grader


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


@st.composite
def codes(draw, count=2, low=-3, high=2):
    """Arrays of one shape, real numbers."""
    shape = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    real = st.floats(low, high, allow_subnormal=False, width=32)
    return [draw(npst.arrays(np.float64, shape, elements=real)) for _ in range(count)]


@st.composite
def toys(draw):
    """A linear-Gaussian model and an encoder's answer."""
    d = draw(st.integers(1, 4))
    real = st.floats(-3, 3, allow_subnormal=False, width=32)
    x, a, b = (draw(npst.arrays(np.float64, d, elements=real)) for _ in range(3))
    positive = st.floats(0.125, 4, width=32)
    return x, a, b, draw(positive), draw(real), draw(positive)


# The divergence.


def test_published_divergence(hw13):
    assert answers(paper(hw13, "published"))["kl_by_hand"]["kl_value"] == pytest.approx(0.7339940309757897, rel=1e-14)


@settings(max_examples=40)
@given(drawn=codes())
def test_divergence_equals_that_of_multivariate_gaussians(solution, drawn):
    mean, log_var = drawn
    d = mean.shape[1]
    for mu, lv, received in zip(mean, log_var, solution.gaussian_kl(mean, log_var), strict=True):
        covariance = np.diag(np.exp(lv))
        expected = 0.5 * (np.trace(covariance) + mu @ mu - d - np.linalg.slogdet(covariance)[1])
        assert received == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_divergence_equals_monte_carlo(solution):
    mean, log_var = np.array([[0.5, -1.0, 0.0]]), np.array([[0.2, -0.7, -2.0]])
    eps = np.random.RandomState(0).standard_normal((400_000, 3))
    z = solution.reparameterise(mean, log_var, eps)
    scale = np.exp(log_var / 2)
    ratios = np.sum(stats.norm.logpdf(z, mean, scale) - stats.norm.logpdf(z), axis=1)
    assert ratios.mean() == pytest.approx(solution.gaussian_kl(mean, log_var)[0], abs=5e-3)


@given(drawn=codes())
def test_divergence_is_zero_only_at_the_prior(solution, drawn):
    divergence = solution.gaussian_kl(*drawn)
    assert np.all(divergence >= -1e-15)
    np.testing.assert_array_equal(solution.gaussian_kl(*np.zeros((2, 3, 2))), np.zeros(3))
    away = np.any(np.abs(np.hstack(drawn)) > 1e-3, axis=1)
    assert np.all(divergence[away] > 0)


@pytest.mark.parametrize("variant", VARIANTS)
def test_divergence_of_a_variant_equals_quadrature(hw13, variant):
    sheet = paper(hw13, variant)
    givens, total = sheet.givens["kl_by_hand"], 0.0
    for mu, lv in zip(givens["mean"], givens["log_var"], strict=True):
        q = stats.norm(mu, np.exp(lv / 2))
        span = mu - 10 * q.std(), mu + 10 * q.std()
        total += integrate.quad(lambda z, q=q: q.pdf(z) * (q.logpdf(z) - stats.norm.logpdf(z)), *span)[0]
    assert answers(sheet)["kl_by_hand"]["kl_value"] == pytest.approx(total, rel=1e-7)


def test_noise_times_variance_gives_the_number_of_the_erratum():
    # S4-49 says that the noise is multiplied by the variance: the estimate is then 0.885 and not 0.734.
    mean, log_var = np.array([0.5, -1.0]), np.array([0.2, -0.7])
    z = mean + np.exp(log_var) * np.random.RandomState(1).standard_normal((400_000, 2))
    ratios = np.sum(stats.norm.logpdf(z, mean, np.exp(log_var / 2)) - stats.norm.logpdf(z), axis=1)
    assert ratios.mean() == pytest.approx(0.885, abs=5e-3)


def test_expected_ratio_of_the_trap_equals_quadrature(hw13, grader):
    for variant in VARIANTS[:5]:
        givens, product = paper(hw13, variant).givens["kl_by_hand"], 1.0
        for mu, lv in zip(givens["mean"], givens["log_var"], strict=True):
            q = stats.norm(mu, np.exp(lv / 2))
            product *= integrate.quad(
                lambda z, q=q: np.exp(2 * q.logpdf(z) - stats.norm.logpdf(z)), -60, 60, limit=500
            )[0]
        assert grader.expected_ratio(**givens) == pytest.approx(product, rel=1e-6)


# The sample.


def test_samples_have_the_moments_asked_for(solution):
    mean, log_var = np.array([0.5, -2.0]), np.array([1.0, -3.0])
    eps = np.random.RandomState(2).standard_normal((400_000, 2))
    z = solution.reparameterise(mean, log_var, eps)
    np.testing.assert_allclose(z.mean(axis=0), mean, atol=5e-3 * np.exp(0.5))
    np.testing.assert_allclose(z.var(axis=0), np.exp(log_var), rtol=1e-2)


# The likelihood.


@pytest.mark.slow
@settings(max_examples=40)
@given(x=npst.arrays(np.float64, (2, 2, 3), elements=st.floats(0, 1)), scale=st.sampled_from([1.0, 50.0, 1000.0]))
def test_likelihood_equals_tensorflow(solution, tf, x, scale):
    logits = scale * np.cos(1.7 * np.arange(12) + 0.3).reshape(2, 2, 3)
    losses = tf.nn.sigmoid_cross_entropy_with_logits(tf.constant(x), tf.constant(logits)).numpy()
    np.testing.assert_allclose(solution.bernoulli_nll(x, logits), losses.sum(axis=(1, 2)), rtol=1e-12, atol=1e-12)


@given(bits=npst.arrays(np.bool_, (2, 2, 3)))
def test_likelihood_equals_scipy(solution, bits):
    logits = 3 * np.sin(2.3 * np.arange(12)).reshape(2, 2, 3)
    expected = -stats.bernoulli.logpmf(bits, 1 / (1 + np.exp(-logits))).sum(axis=(1, 2))
    np.testing.assert_allclose(solution.bernoulli_nll(bits.astype(float), logits), expected, rtol=1e-9)


@given(drawn=codes())
def test_bound_is_likelihood_less_divergence(solution, drawn):
    x = (np.arange(6 * len(drawn[0])) % 2.0).reshape(-1, 2, 3)
    logits = np.cos(np.arange(x.size)).reshape(x.shape)
    expected = -solution.bernoulli_nll(x, logits) - solution.gaussian_kl(*drawn)
    np.testing.assert_allclose(solution.elbo(x, logits, *drawn), expected, rtol=1e-12)


# The model in which everything is known.


@settings(max_examples=60)
@given(toy=toys())
def test_evidence_equals_scipy_and_the_identity_holds(solution, toy):
    x, a, b, noise, _, _ = toy
    log_px, bound, gap = solution.linear_gaussian(*toy)
    expected = stats.multivariate_normal(b, np.outer(a, a) + noise * np.eye(len(x))).logpdf(x)
    assert log_px == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert bound + gap == pytest.approx(log_px, rel=1e-9, abs=1e-9)
    assert bound <= log_px + 1e-9


@settings(max_examples=15)
@given(toy=toys())
def test_bound_equals_quadrature(solution, toy):
    x, a, b, noise, q_mean, q_var = toy
    nodes, weights = np.polynomial.hermite_e.hermegauss(10)
    z = q_mean + np.sqrt(q_var) * nodes
    likelihood = stats.norm.logpdf(x, np.outer(z, a) + b, np.sqrt(noise)).sum(axis=1)
    ratio = likelihood + stats.norm.logpdf(z) - stats.norm.logpdf(z, q_mean, np.sqrt(q_var))
    expected = weights @ ratio / np.sqrt(2 * np.pi)
    assert solution.linear_gaussian(*toy)[1] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(toy=toys())
def test_bound_is_tight_at_the_posterior(solution, grader, toy):
    x, a, b, noise, _, _ = toy
    log_px, bound, gap = solution.linear_gaussian(x, a, b, noise, *grader.posterior(x, a, b, noise))
    assert bound == pytest.approx(log_px, rel=1e-9, abs=1e-9) and gap == pytest.approx(0, abs=1e-9)


# The counts.


def keras_counts(keras, side, kernel, first_filters, second_filters, hidden, latent):
    layers, options = keras.layers, {"padding": "same"}
    images = keras.Input((side, side, 1))
    h = layers.Conv2D(first_filters, kernel, strides=2, **options)(images)
    h = layers.Conv2D(second_filters, kernel, strides=2, **options)(h)
    shape = h.shape[1:]
    h = layers.Dense(hidden)(layers.Flatten()(h))
    encoder = keras.Model(images, [layers.Dense(latent)(h), layers.Dense(latent)(h)])
    z = keras.Input((latent,))
    h = layers.Reshape(shape)(layers.Dense(int(np.prod(shape)))(z))
    h = layers.Conv2DTranspose(second_filters, kernel, strides=2, **options)(h)
    h = layers.Conv2DTranspose(first_filters, kernel, strides=2, **options)(h)
    decoder = keras.Model(z, layers.Conv2DTranspose(1, kernel, **options)(h))
    assert decoder.output.shape == images.shape
    return {"encoder_params": encoder.count_params(), "decoder_params": decoder.count_params()}


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_counts_equal_keras(hw13, tf, variant):
    import keras

    sheet = paper(hw13, variant)
    expected = keras_counts(keras, **sheet.givens["encoder_decoder_counts"])
    assert answers(sheet)["encoder_decoder_counts"] == expected


def test_published_counts(hw13, solution):
    sheet = paper(hw13, "published")
    assert answers(sheet)["encoder_decoder_counts"] == {"encoder_params": 69076, "decoder_params": 65089}
    shapes = solution.weight_shapes(**sheet.givens["encoder_decoder_counts"])
    counts = {name: [sum(map(np.prod, layer)) for layer in layers.values()] for name, layers in shapes.items()}
    assert counts["encoder_params"] == [320, 18496, 50192, 34, 34]
    assert counts["decoder_params"] == [9408, 36928, 18464, 289]


# The gradients.


@pytest.mark.slow
@settings(max_examples=30)
@given(drawn=codes(3))
def test_gradients_equal_tensorflow(solution, tf, drawn):
    mean, log_var = tf.Variable(drawn[0]), tf.Variable(drawn[1])
    dz = np.cos(1.7 * np.arange(drawn[0].size) + 0.3).reshape(drawn[0].shape)
    with tf.GradientTape(persistent=True) as tape:
        kl = -0.5 * tf.reduce_sum(1 + log_var - mean**2 - tf.exp(log_var))
        sampled = tf.reduce_sum(dz * (mean + tf.exp(0.5 * log_var) * drawn[2]))
    pairs = [
        (solution.kl_gradients(drawn[0], drawn[1]), tape.gradient(kl, [mean, log_var])),
        (solution.sample_gradients(dz, drawn[1], drawn[2]), tape.gradient(sampled, [mean, log_var])),
    ]
    for received, expected in pairs:
        for one, other in zip(received, expected, strict=True):
            np.testing.assert_allclose(one, other.numpy(), rtol=1e-12, atol=1e-12)


# What students are judged on.


@pytest.mark.parametrize("question", ["gaussian_kl", "bernoulli_nll", "elbo", "linear_gaussian", "latent_grid"])
def test_drawn_cases_are_awkward(hw13, question):
    (oracle,) = [check for check, _ in paper(hw13, "published").item(question).checks if isinstance(check, OracleCheck)]
    drawn = [case.args for case in draw(oracle.cases, oracle.count, oracle.seed)]
    enough = len(drawn) / 8
    if question == "latent_grid":
        shapes = [args[0].layers[1][1]["target_shape"] for args in drawn]
        assert all(h != w for h, w in shapes) and len({args[1] for args in drawn}) == 3
        assert sum(np.ptp(args[0].weights[0]) > 1 for args in drawn) >= enough
    elif question == "linear_gaussian":
        assert sum(len(x) > 1 for x, *_ in drawn) >= enough
        assert sum(np.abs(a).sum() > 1 and m != 0 for _, a, _, _, m, _ in drawn) >= enough
    else:
        assert sum(args[0].shape[0] != args[0].shape[1] for args in drawn) >= enough
        assert sum(args[0].shape[-1] > 1 and len(args[0]) > 1 for args in drawn) >= enough
    if question == "bernoulli_nll":
        assert sum(np.abs(logits).max() >= 1000 for _, logits in drawn) >= enough
        assert sum(bool(np.any((x > 0) & (x < 1))) for x, _ in drawn) >= enough


def test_hidden_digits_are_those_that_students_do_not_have(grader):
    from sklearn.datasets import load_digits

    from datasets import load

    data = load("digits")
    known = np.concatenate([data["x_train"], data["x_test"]])
    hidden, labels = grader.hidden_digits()
    assert hidden.shape == (397, 8, 8) and labels.shape == (397,) and len(known) == 1400
    assert set(np.unique(hidden)) == {0, 1} and np.bincount(labels).min() >= 30
    archive = np.rint(load_digits().images * 255 / 16).astype(np.uint8)
    left_out = archive[np.random.RandomState(1797).permutation(1797)[1400:]]
    together = sorted(image.tobytes() for image in np.concatenate([known, left_out]))
    assert together == sorted(image.tobytes() for image in archive)
    np.testing.assert_array_equal(hidden, left_out > 127)


def test_floor_is_what_the_mean_image_reaches(solution, grader):
    x_train, _, x, _ = grader.digits()
    p = np.clip(x_train.mean(axis=0), 1e-3, 1 - 1e-3)
    logits = np.broadcast_to(np.log(p / (1 - p)), x.shape)
    assert solution.bernoulli_nll(x, logits).mean() == pytest.approx(grader.MEAN_IMAGE, abs=0.1)


def test_targets_are_calibrated_and_within_reach(hw13, grader):
    question, names = TRAINED
    bound, neighbours = (hw13.targets[question][name] for name in names)
    assert 20 < bound < 23 < grader.MEAN_IMAGE
    assert grader.UNINFORMED + 0.2 < neighbours < 0.75


# The models.


def affine_decoder(height, width):
    import keras

    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(height * width), keras.layers.Reshape((height, width))]
    )
    weights = np.cos(np.arange(2 * height * width)).reshape(2, -1)
    model.set_weights([weights, np.linspace(-1, 1, height * width)])
    return model


@pytest.mark.slow
def test_mosaic_of_a_keras_model_equals_that_of_its_weights(solution, grader, tf):
    model = affine_decoder(2, 3)
    received = solution.latent_grid(model, 4)
    np.testing.assert_allclose(received, grader.right_grid(objects.plain(model), 4), rtol=1e-5)
    assert received.shape == (8, 12) and 0 < received.min() < received.max() < 1
    for i, j, code in [(0, 0, (-2, 2)), (0, 3, (2, 2)), (3, 0, (-2, -2)), (1, 2, (2 / 3, 2 / 3))]:
        tile = received[2 * i : 2 * i + 2, 3 * j : 3 * j + 3]
        expected = tf.sigmoid(model(np.array([code], dtype="float32"))).numpy()[0]
        np.testing.assert_allclose(tile, expected, rtol=1e-5)


def as_judged(models):
    return [Model(objects.plain(model), InProcessStudent({}, Limits())) for model in models]


def reached(grader, models):
    pair = as_judged(models)
    return grader.negative_elbo(*pair), grader.neighbours(*pair), grader.mean_kl(grader.judged(*pair)), pair


@pytest.mark.slow
def test_trained_reference_reaches_the_targets(hw13, solution, grader, tf):
    bound, neighbours, kl, pair = reached(grader, solution.train_vae(seed=101))
    targets = hw13.targets["vae"]
    assert bound <= targets["negative ELBO"]
    assert neighbours >= targets["neighbours of the same class"]
    assert 0.5 <= kl <= 10
    assert sum(model.network.count_params() for model in pair) == 17476
    # The bound holds: with 200 weighted samples for each digit the estimate of −log p(x) is lower.
    x = grader.digits()[2][:40]
    found = grader.judged(*pair)
    mean, log_var = found.mean[:40], found.log_var[:40]
    eps = np.random.RandomState(3).standard_normal((200, 40, 2))
    z = solution.reparameterise(mean, log_var, eps)
    logits = pair[1].predict(z.reshape(-1, 2).astype("float32")).astype(float).reshape(200, 40, 8, 8)
    ratio = stats.norm.logpdf(z).sum(2) - stats.norm.logpdf(z, mean, np.exp(log_var / 2)).sum(2)
    log_weights = np.array([-solution.bernoulli_nll(x, each) for each in logits]) + ratio
    assert -np.mean(np.logaddexp.reduce(log_weights, axis=0) - np.log(200)) < -np.mean(log_weights)


def trained_with(solution, mistake, epochs=20):
    """The reference's models, trained briefly with one of the commonest mistakes."""
    import keras
    from keras import ops

    from datasets import load

    class Sampling(keras.layers.Layer):
        def call(self, inputs):
            mean, log_var = inputs
            kl = ops.mean(0.5 * ops.sum(ops.exp(log_var) + mean**2 - 1 - log_var, axis=1))
            self.add_loss(0.0 * kl if mistake == "no_kl" else kl)
            scale = ops.exp((1.0 if mistake == "noise_times_variance" else 0.5) * log_var)
            return mean + scale * keras.random.normal(ops.shape(mean))

    keras.utils.set_random_seed(0)
    images = (load("digits")["x_train"] > 127).astype("float32")
    encoder, decoder = solution.build_encoder(8, 2), solution.build_decoder(8, 2)
    joined = keras.Model(encoder.input, decoder(Sampling()(encoder.output)))

    def reconstruction(x, logits):
        losses = ops.softplus(logits) - x * logits
        return ops.mean(losses, axis=(1, 2)) if mistake == "pixels_averaged" else ops.sum(losses, axis=(1, 2))

    joined.compile(keras.optimizers.Adam(4e-3), reconstruction)
    joined.fit(images, images, epochs=epochs, verbose=0)
    return encoder, decoder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mistake", "named"),
    [("pixels_averaged", "posterior_collapse"), ("no_kl", "kl_forgotten"), ("noise_times_variance", None)],
)
def test_commonest_mistakes_of_training_miss_the_targets(hw13, solution, grader, tf, mistake, named):
    bound, _, kl, pair = reached(grader, trained_with(solution, mistake))
    targets = hw13.targets["vae"]
    assert bound > targets["negative ELBO"]
    assert (0.5 <= kl <= 10) == (named is None)
    check = next(c for c, _ in paper(hw13, "published").item("vae").checks if isinstance(c, MeasuredCheck))
    found = [trap.name for trap in check.traps if trap.outcome(*pair)]
    assert named is None or found[0] == named


@pytest.mark.slow
def test_untrained_models_earn_nothing_for_bound_and_codes(solution, grader, tf):
    import keras

    keras.utils.set_random_seed(0)
    bound, neighbours, _, pair = reached(grader, (solution.build_encoder(8, 2), solution.build_decoder(8, 2)))
    assert bound > grader.MEAN_IMAGE and neighbours < grader.UNINFORMED and grader.untrained(*pair)
