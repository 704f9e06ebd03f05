"""hw07: the references against scikit-learn, SciPy, Keras and closed forms, and the published numbers."""

import string
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import OneHotEncoder

from datasets.newswire import COMMON, STOP_WORDS, TOPICS, VERBS, stories
from tamrin import objects
from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.checks import ValueCheck
from tamrin.function_checks import OracleCheck
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck

VARIANTS = ["published", *range(1, 41)]
WORDS = ["oil", "price", "bank", "wheat"]

tokens_ = st.lists(st.sampled_from(WORDS), max_size=12)
windows_ = st.integers(1, 6)


@pytest.fixture(scope="module")
def hw07(course):
    return course.assignment("hw07")


@pytest.fixture(scope="module")
def solution(hw07):
    return hw07.solution


@pytest.fixture(scope="module")
def published(hw07):
    return answers(paper(hw07, "published"))


def oracle_of(hw07, question):
    (oracle,) = [check for check, _ in paper(hw07, "published").item(question).checks if isinstance(check, OracleCheck)]
    return oracle


# Preprocessing.


@given(text=st.text(alphabet="aBc1 2\n\t.,-'$_", max_size=40), stop=st.lists(st.sampled_from(["a", "b", "ac"])))
def test_preprocess_has_words_only(solution, text, stop):
    words = solution.preprocess(text, stop)
    assert all(word and word == word.lower() and word.isalpha() and word not in stop for word in words)
    assert solution.preprocess(" ".join(words), stop) == words


def test_preprocess_equals_scikit_learn_on_the_graders_texts(hw07, solution):
    oracle = oracle_of(hw07, "preprocess")
    for case in draw(oracle.cases, oracle.count, oracle.seed):
        text, stop = case.args
        vectorizer = CountVectorizer(
            preprocessor=lambda t: "".join(c for c in t.lower() if c not in string.punctuation),
            token_pattern=r"(?<!\S)[^\W\d]+(?!\S)",
            stop_words=stop or None,
        )
        assert solution.preprocess(text, stop) == vectorizer.build_analyzer()(text)


def test_preprocess_of_s0_16(solution):
    assert solution.preprocess("U.S.A. rose  3.5% in Q3", ["in"]) == ["usa", "rose"]
    assert solution.preprocess("THE of\nThe", ["the", "of"]) == []


def test_newswire_has_32_words(solution):
    found = {word for text in stories(100, 5)[0] for word in solution.preprocess(text, STOP_WORDS)}
    assert found == {word for words in TOPICS.values() for word in words} | set(VERBS) | set(COMMON)
    assert len(found) == 32


# Pairs.


@settings(max_examples=80)
@given(tokens=tokens_, window=windows_)
def test_pairs_equal_scikit_learns_neighbours_in_radius(solution, tokens, window):
    pairs = Counter(solution.skipgram_pairs(tokens, window))
    if len(tokens) > 1:
        places = np.arange(len(tokens))[:, None]
        around = NearestNeighbors(radius=window + 0.5).fit(places).radius_neighbors(return_distance=False)
        assert pairs == Counter((tokens[i], tokens[j]) for i, row in enumerate(around) for j in row)
    else:
        assert not pairs


@given(tokens=tokens_, window=windows_)
def test_pairs_are_as_many_as_the_closed_form_says(solution, tokens, window):
    n, pairs = len(tokens), solution.skipgram_pairs(tokens, window)
    assert len(pairs) == solution.pair_count([n], window)
    if n > window:
        assert len(pairs) == 2 * n * window - window * (window + 1)
    assert Counter(pairs) == Counter((context, main) for main, context in pairs)


@given(lengths=st.lists(st.integers(0, 30), max_size=6), window=windows_)
def test_pair_count_equals_the_entries_of_a_banded_matrix(solution, lengths, window):
    entries = 0
    for n in lengths:
        ones = np.ones((n, n))
        entries += int(np.sum(np.triu(np.tril(ones, window), -window)) - n)
    assert solution.pair_count(lengths, window) == entries


@pytest.mark.parametrize("variant", VARIANTS)
def test_pair_matrix_is_the_count_for_any_lengths(hw07, solution, variant):
    sheet = paper(hw07, variant)
    corpus = sheet.givens["corpus"]
    documents, total, window = corpus["documents"], corpus["tokens_total"], corpus["window_size"]
    spread = np.full(documents, total // documents)
    spread[: total % documents] += 1
    right = answers(sheet)["pair_matrix"]
    assert right["pairs_total"] == solution.pair_count(spread.tolist(), window)
    assert right["one_hot_shape"] == (right["pairs_total"], corpus["word_count"])
    assert spread.min() > window


# One-hot rows.


@given(data=st.data())
def test_one_hot_rows_equal_scikit_learn(solution, data):
    vocabulary = data.draw(st.permutations(WORDS))
    words = data.draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=9))
    rows = solution.one_hot_rows(words, vocabulary)
    assert sparse.issparse(rows) and isinstance(rows, sparse.csr_matrix)
    expected = OneHotEncoder(categories=[vocabulary]).fit_transform(np.array(words, dtype=object)[:, None])
    assert rows.shape == expected.shape and (rows != expected).nnz == 0
    assert rows.nnz == len(words) and np.all(rows.sum(axis=1) == 1)
    assert rows.has_canonical_format


def test_one_hot_rows_of_nothing(solution):
    assert solution.one_hot_rows([], WORDS).shape == (0, 4)


# Counting.


@pytest.mark.parametrize("variant", VARIANTS)
def test_embedding_weights_equal_the_closed_form(hw07, variant):
    sheet = paper(hw07, variant)
    V, d = sheet.givens["corpus"]["word_count"], sheet.givens["corpus"]["embedding_dim"]
    assert answers(sheet)["embedding_weights"] == {"embedding_net_params": 2 * V * d + V + d}


@given(
    sizes=st.tuples(st.integers(0, 6), st.integers(1, 9), st.integers(1, 5), st.integers(1, 60), st.integers(1, 30)),
    segments=st.integers(1, 4),
)
def test_bert_equals_its_weight_arrays(solution, sizes, segments):
    layers, unit, heads, vocabulary, positions = sizes
    A = unit * heads
    dense = [(A, A), (A,)]
    norm = [(A,), (A,)]
    arrays = [(vocabulary, A), (positions, A), (segments, A), *norm, *dense]
    arrays += layers * [*(4 * dense), *norm, (A, 4 * A), (4 * A,), (4 * A, A), (A,), *norm]
    expected = sum(int(np.prod(shape)) for shape in arrays)
    assert solution.bert_parameters(layers, A, heads, vocabulary, positions, segments) == expected
    if heads > 1:
        with pytest.raises(ValueError, match="multiple"):
            solution.bert_parameters(layers, A + 1, heads, vocabulary, positions, segments)


def test_published_berts_are_s2_03(solution):
    assert solution.bert_parameters(12, 768, 12, 30522, 512) == 109_482_240
    assert solution.bert_parameters(24, 1024, 16, 30522, 512) == 335_141_888


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
def test_counts_are_those_of_keras(hw07, solution):
    keras = pytest.importorskip("keras")
    V, d = 37, 3
    layers = [keras.Input((V,)), keras.layers.Dense(d), keras.layers.Dense(V, activation="softmax")]
    assert keras.Sequential(layers).count_params() == solution.embedding_weights(V, d)
    A, heads = 12, 3
    x = keras.Input((5, A))
    attention = keras.layers.MultiHeadAttention(heads, A // heads)
    y = keras.layers.LayerNormalization()(x + attention(x, x))
    z = keras.layers.Dense(A)(keras.layers.Dense(4 * A, activation="gelu")(y))
    layer = keras.Model(x, keras.layers.LayerNormalization()(y + z)).count_params()
    assert solution.bert_parameters(3, A, heads, 7, 5) - solution.bert_parameters(2, A, heads, 7, 5) == layer


# Neighbours.


def test_nearest_equals_scikit_learn_on_the_graders_cases(hw07, solution):
    oracle = oracle_of(hw07, "nearest")
    cases = draw(oracle.cases, oracle.count, oracle.seed)
    assert len(cases) == oracle.count
    for case in cases:
        embedding, index, k = case.args
        before = embedding.copy()
        found = solution.nearest(embedding, index, k)
        cosine = cosine_similarity(embedding)[index]
        order = [j for j in np.argsort(-cosine) if j != index]
        assert found.tolist() == order[:k]
        fitted = NearestNeighbors(n_neighbors=k, metric="cosine").fit(np.delete(embedding, index, axis=0))
        (others,) = fitted.kneighbors(embedding[[index]], return_distance=False)
        assert found.tolist() == np.delete(np.arange(len(embedding)), index)[others].tolist()
        np.testing.assert_array_equal(embedding, before)


def test_every_trap_of_nearest_differs_from_the_reference_on_several_cases(hw07, solution):
    oracle = oracle_of(hw07, "nearest")
    cases = draw(oracle.cases, oracle.count, oracle.seed)
    for trap in oracle.traps:
        differ = [not np.array_equal(trap.outcome(*case.args), solution.nearest(*case.args)) for case in cases]
        assert sum(differ) >= 5, trap.name


# Plot.


def test_plot_shows_points_words_and_equal_scales(hw07, solution):
    embedding, words = np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, 4.0]]), ["oil", "bank", "corn"]
    (panel,) = objects.drawing(solution.plot_embedding(embedding, words).get_figure()).panels
    ((x, y),) = panel.points
    np.testing.assert_array_equal(np.stack([x, y], axis=1), embedding)
    assert [text for _, _, text in panel.texts] == words
    assert [(a, b) for a, b, _ in panel.texts] == [tuple(row) for row in embedding.tolist()]
    assert float(panel.aspect) == 1


# Training.


def measures_of(hw07):
    checks = [check for check, _ in paper(hw07, "published").item("train_embedding").checks]
    return [check for check in checks if isinstance(check, MeasuredCheck)]


def test_graders_pairs_are_those_the_prompt_speaks_of(hw07, solution):
    seen = set()
    for case in hw07.grader.trainings():
        pairs, vocabulary, dim, seed = case.args
        assert 6_000 < len(pairs) < 14_000 and len(vocabulary) == 32 and vocabulary != sorted(vocabulary)
        assert {word for pair in pairs for word in pair} == set(vocabulary)
        seen.add((dim, seed))
    assert {dim for dim, _ in seen} == {2, 3} and len(seen) == 3


def test_reference_finds_the_topics_with_room_to_spare(hw07, solution):
    purity, separation = measures_of(hw07)
    for case in hw07.grader.trainings():
        vectors = solution.train_embedding(*case.args)
        assert purity.measure(vectors, *case.args) >= purity.target + 0.05
        assert separation.measure(vectors, *case.args) >= separation.target + 0.2


def test_reference_repeats_itself_and_comes_near_the_least_loss(hw07, solution):
    pairs, vocabulary, dim, seed = hw07.grader.trainings()[0].args
    vectors = solution.train_embedding(pairs, vocabulary, dim, seed)
    np.testing.assert_array_equal(vectors, solution.train_embedding(pairs, vocabulary, dim, seed))
    assert not np.allclose(vectors, solution.train_embedding(pairs, vocabulary, dim, seed + 1))


def test_gradient_of_the_reference_is_that_of_the_loss():
    # Softmax minus target, weighted by rows: compared with differences of the loss itself.
    rng = np.random.RandomState(0)
    share = rng.uniform(size=(4, 4))
    share /= share.sum()
    E, W, b = rng.normal(size=(4, 2)), rng.normal(size=(2, 4)), rng.normal(size=4)

    def loss(E):
        logits = E @ W + b
        return -np.sum(share * (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))))

    p = np.exp(E @ W + b)
    error = share.sum(axis=1, keepdims=True) * p / p.sum(axis=1, keepdims=True) - share
    for i, j in np.ndindex(E.shape):
        step = np.zeros_like(E)
        step[i, j] = 1e-6
        assert (loss(E + step) - loss(E - step)) / 2e-6 == pytest.approx((error @ W.T)[i, j], abs=1e-8)


@pytest.mark.parametrize("mistake", ["random", "zeros", "sorted"])
def test_commonest_mistakes_miss_the_targets(hw07, solution, mistake):
    for check in measures_of(hw07):
        values = []
        for case in hw07.grader.trainings():
            pairs, vocabulary, dim, seed = case.args
            if mistake == "random":
                vectors = np.random.RandomState(seed).normal(size=(32, dim))
            elif mistake == "zeros":
                vectors = np.zeros((32, dim))
            else:
                vectors = solution.train_embedding(pairs, sorted(vocabulary), dim, seed)
            values.append(check.measure(vectors, *case.args))
        assert check.share(np.mean(values)) <= 0.3


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
def test_keras_reaches_the_targets_too(hw07):
    keras = pytest.importorskip("keras")
    purity, separation = measures_of(hw07)
    case = hw07.grader.trainings()[0]
    pairs, vocabulary, dim, seed = case.args
    keras.utils.set_random_seed(seed)
    place = {word: i for i, word in enumerate(vocabulary)}
    data = np.array([(place[main], place[context]) for main, context in pairs])
    model = keras.Sequential(
        [keras.Input((), dtype="int32"), keras.layers.Embedding(32, dim), keras.layers.Dense(32, activation="softmax")]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
    history = model.fit(data[:, 0], data[:, 1], batch_size=64, epochs=15, verbose=0).history["loss"]
    vectors = model.layers[0].get_weights()[0]
    assert purity.measure(vectors, *case.args) >= purity.target
    assert separation.measure(vectors, *case.args) >= separation.target
    assert history[-1] < 3.15


# The published numbers.


def test_published_pairs_are_s0_17(published):
    assert published["pair_matrix"] == {"pairs_total": 54_556, "one_hot_shape": (54_556, 2823)}


def test_published_weights_are_s0_19(published):
    assert published["embedding_weights"] == {"embedding_net_params": 14_117}


def test_errata_are_printed_values_that_are_wrong_and_trapped(hw07, published):
    (erratum,) = hw07.solution.ERRATA
    assert erratum.printed == (2823, 2823) != published[erratum.question][erratum.name]
    checks = [check for check, _ in paper(hw07, "published").item(erratum.question).checks]
    outcomes = [t.outcome for c in checks if isinstance(c, ValueCheck) and c.name == erratum.name for t in c.traps]
    assert erratum.printed in outcomes


@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_worked_steps_hold_the_answers(hw07, variant):
    sheet = paper(hw07, variant)
    corpus, right = sheet.givens["corpus"], answers(sheet)
    written = hw07.solution.pair_matrix_steps(*[corpus[k] for k in list(corpus)[:4]])
    assert f"**{right['pair_matrix']['pairs_total']}**" in written
    weights = hw07.solution.embedding_weights_steps(corpus["word_count"], corpus["embedding_dim"])
    assert f"**{right['embedding_weights']['embedding_net_params']}**" in weights
