"""hw07: how answers are judged."""

import functools
import itertools
import re
import string
from collections import Counter

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from datasets.newswire import STOP_WORDS, TOPICS, stories
from solutions import hw07_word_embeddings as solution
from tamrin import (
    call,
    choice,
    example,
    function,
    grades,
    law,
    measured,
    on_real_data,
    requirement,
    requires,
    say,
    trap,
    value,
)
from tamrin.strategies import halves

# Preprocessing.

FRAGMENTS = [
    *[
        "The",
        "the,",
        "THE",
        "thereof",
        "Of",
        "(of",
        "often",
        "said:",
        "Said",
        "on.",
        "oil",
        "Oil,",
        "(crude)",
        '"bank"',
    ],
    *["U.S.A.", "3.5%", "Q3", "1987", "mid-1990s", "b2b", "don't", "price-cutting", "rose.", "and/or", "--", "$"],
]
GAPS = [" ", "  ", "\n", " \t"]
NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


@st.composite
def texts(draw):
    """A text of up to nine fragments, and a stop list."""
    fragments = draw(st.lists(st.sampled_from(FRAGMENTS), min_size=draw(st.sampled_from([0, 4, 6])), max_size=9))
    text = "".join(fragment + draw(st.sampled_from(GAPS)) for fragment in fragments)
    return text, draw(st.permutations(["the", "of", "said", "on", "usa"]))[: draw(st.integers(0, 5))]


def has_digit(word):
    """Whether a word has a digit in it."""
    return any(letter.isdigit() for letter in word)


def punctuation_to_blanks(text, stop_words):
    """Misconception: a blank is put in the place of punctuation."""
    return solution.preprocess(re.sub(f"[{re.escape(string.punctuation)}]", " ", text), stop_words)


def punctuation_kept(text, stop_words):
    """Misconception: punctuation stays."""
    return [word for word in text.lower().split() if word not in stop_words and not has_digit(word)]


def digits_cut_out(text, stop_words):
    """Misconception: digits are deleted, and what is left of their words stays."""
    return solution.preprocess(re.sub(r"\d", "", text), stop_words)


def digits_kept(text, stop_words):
    """Misconception: words with digits stay."""
    return [word for word in text.lower().translate(NO_PUNCTUATION).split() if word not in stop_words]


def case_kept(text, stop_words):
    """Misconception: capitals stay."""
    return [w for w in text.translate(NO_PUNCTUATION).split() if w not in stop_words and not has_digit(w)]


def stop_words_before_lower_case(text, stop_words):
    """Misconception: stop words are left out before capitals are made small."""
    return [word.lower() for word in case_kept(text, stop_words)]


def stop_words_before_punctuation(text, stop_words):
    """Misconception: stop words are left out before punctuation is deleted."""
    left = [word for word in text.lower().split() if word not in stop_words]
    return solution.preprocess(" ".join(left), [])


def stop_words_kept(text, stop_words):
    """Misconception: stop words stay."""
    return solution.preprocess(text, [])


def stop_words_cut_out(text, stop_words):
    """Misconception: stop words are deleted as pieces of text, also inside of words."""
    bare = " ".join(solution.preprocess(text, []))
    for word in stop_words:
        bare = bare.replace(word, "")
    return bare.split()


def empty_words_left(text, stop_words):
    """Misconception: splits at each single blank."""
    bare = text.lower().translate(NO_PUNCTUATION)
    return [word for word in bare.split(" ") if word not in stop_words and not has_digit(word)]


def each_word_once(text, stop_words):
    """Misconception: repeated words are left out."""
    return list(dict.fromkeys(solution.preprocess(text, stop_words)))


def text_returned(text, stop_words):
    """Misconception: the words are joined to a text again."""
    return " ".join(solution.preprocess(text, stop_words))


def cleaned_twice(preprocess, text, stop_words):
    """What is clean stays as it is."""
    once = list(preprocess(text, stop_words))
    return list(preprocess(" ".join(once), stop_words)), once


@grades("preprocess")
def preprocess():
    """Cleaning, in the right order."""
    cases = texts().map(lambda drawn: call(*drawn))
    return function(
        "preprocess",
        solution.preprocess,
        cases=cases,
        count=60,
        examples=[
            example(call("U.S.A. oil rose  3.5% in Q3.", ["in", "the"]), ["usa", "oil", "rose"]),
            example(call("The the, THE", ["the"]), []),
            example(call("Oil\nand\toil - 1987's oil", ["and"]), ["oil", "oil", "oil"]),
        ],
        laws=[law(say("cleaning twice is cleaning once", "دو بار پاک‌سازی همان یک بار است"), cases, cleaned_twice)],
        traps=[
            trap(
                "punctuation_to_blanks",
                punctuation_to_blanks,
                "Punctuation was replaced by blanks, which cuts words apart. Delete it.",
                "به جای نشانه‌ها جای خالی آمده و واژه‌ها بریده شده‌اند. نشانه‌ها را حذف کنید.",
            ),
            trap("punctuation_kept", punctuation_kept, "Punctuation is still there.", "نشانه‌ها هنوز هستند."),
            trap(
                "digits_cut_out",
                digits_cut_out,
                "Only the digits were deleted. The whole word that contains one is to go.",
                "تنها رقم‌ها حذف شده‌اند. همهٔ واژه‌ای که رقم دارد باید کنار برود.",
            ),
            trap("digits_kept", digits_kept, "Words with digits are still there.", "واژه‌های رقم‌دار هنوز هستند."),
            trap("case_kept", case_kept, "Capital letters are still there.", "حروف بزرگ هنوز هستند."),
            trap(
                "stop_words_before_lower_case",
                stop_words_before_lower_case,
                "Stop words with a capital letter are still there: make letters small before you compare.",
                "ایست‌واژه‌هایی که حرف بزرگ داشتند مانده‌اند: پیش از مقایسه حروف را کوچک کنید.",
            ),
            trap(
                "stop_words_before_punctuation",
                stop_words_before_punctuation,
                "Stop words beside punctuation are still there: delete punctuation before you compare.",
                "ایست‌واژه‌هایی که کنار نشانه بودند مانده‌اند: پیش از مقایسه نشانه‌ها را حذف کنید.",
            ),
            trap("stop_words_kept", stop_words_kept, "Stop words are still there.", "ایست‌واژه‌ها هنوز هستند."),
            trap(
                "stop_words_cut_out",
                stop_words_cut_out,
                "Stop words were deleted inside of other words, too. Compare whole words.",
                "ایست‌واژه‌ها از درون واژه‌های دیگر هم حذف شده‌اند. واژه‌ها را به طور کامل مقایسه کنید.",
            ),
            trap(
                "empty_words_left",
                empty_words_left,
                "White space comes in many kinds and lengths; splitting at each blank leaves empty words and line breaks.",
                "فاصله‌ها گوناگون و چندتایی‌اند؛ بریدن در تک‌تک جاهای خالی، واژهٔ تهی و سر سطر باقی می‌گذارد.",
            ),
            trap(
                "each_word_once",
                each_word_once,
                "Each word comes only once. How often and where it occurs is needed later.",
                "هر واژه تنها یک بار آمده است. اینکه چند بار و کجا می‌آید بعدتر لازم است.",
            ),
            trap(
                "text_returned",
                text_returned,
                "The result is one text. A list of words is asked for.",
                "نتیجه یک متن است. فهرستی از واژه‌ها خواسته شده است.",
            ),
        ],
    )


@grades("stop_words")
def stop_words():
    """Where the name comes from."""
    return choice(
        "stop_words",
        "filtered_out",
        {
            "stopword_etymology": say(
                "The name has nothing to do with a stop in reading; articles separate no sentences. Ask what is stopped, and by whom.",
                "نام هیچ ربطی به ایست در خواندن ندارد؛ حرف تعریف جمله‌ای را جدا نمی‌کند. بپرسید چه چیزی و به دست چه کسی متوقف می‌شود.",
            ),
            "end_of_sentence": say(
                "Stop words stand anywhere in a sentence; for its end there is punctuation.",
                "ایست‌واژه هر جای جمله می‌آید؛ پایان جمله را نشانه‌ها نشان می‌دهند.",
            ),
            "rare_words": say(
                "It is the other way round: look at how often words of a stop list occur.",
                "برعکس است: ببینید واژه‌های فهرست ایست‌واژه‌ها چند بار می‌آیند.",
            ),
            "forbidden_words": say(
                "Nobody objects to these words; they are left out because they tell little.",
                "کسی با این واژه‌ها مخالف نیست؛ کنار می‌روند چون چیز کمی می‌گویند.",
            ),
        },
    )


# Pairs.

WORDS = ["oil", "price", "bank", "wheat", "corn"]


@st.composite
def sentences(draw):
    """Up to eight tokens of five words, so that some come again, and a window that may be the longer one."""
    return draw(st.lists(st.sampled_from(WORDS), max_size=8)), draw(st.integers(1, 4))


def as_bags(received, right):
    """Pairs in any order."""
    return sorted(received), sorted(right)


def pairs_where(near):
    """The function that makes a pair of every two places i, j for which near(i, j, window) holds."""

    def skipgram_pairs(tokens, window):
        places = range(len(tokens))
        return [(tokens[i], tokens[j]) for i in places for j in places if near(i, j, window)]

    return skipgram_pairs


following_only = pairs_where(lambda i, j, window: 0 < j - i <= window)
word_with_itself = pairs_where(lambda i, j, window: abs(i - j) <= window)
last_neighbour_missing = pairs_where(lambda i, j, window: i != j and i - window <= j < i + window)
exact_distance = pairs_where(lambda i, j, window: abs(i - j) == window)
window_in_total = pairs_where(lambda i, j, window: 0 < abs(i - j) <= window // 2)


def equal_words_skipped(tokens, window):
    """Misconception: a neighbour that is the same word is no neighbour."""
    return [pair for pair in solution.skipgram_pairs(tokens, window) if pair[0] != pair[1]]


def equal_pairs_once(tokens, window):
    """Misconception: each pair is kept once."""
    return sorted(set(solution.skipgram_pairs(tokens, window)))


def wraps_around(tokens, window):
    """Misconception: places before the beginning are not cut off, so that Python counts them from the end."""
    n = len(tokens)
    return [
        (tokens[i], tokens[j])
        for i in range(n)
        for j in range(i - window, min(n, i + window + 1))
        if j != i and j >= -n
    ]


def full_windows_only(tokens, window):
    """Misconception: only words with a full window on both sides are main words."""
    whole = range(window, len(tokens) - window)
    return [(tokens[i], tokens[j]) for i in whole for j in range(i - window, i + window + 1) if j != i]


def turned_round(skipgram_pairs, tokens, window):
    """Whoever is my neighbour has me for a neighbour."""
    pairs = sorted(map(tuple, skipgram_pairs(tokens, window)))
    return pairs, sorted((context, main) for main, context in pairs)


def read_backwards(skipgram_pairs, tokens, window):
    """A text read backwards has the same pairs."""
    return sorted(map(tuple, skipgram_pairs(tokens[::-1], window))), sorted(map(tuple, skipgram_pairs(tokens, window)))


ONE_SIDED = (
    "Only the words on one side are context. The window reaches as far back as forward.",
    "تنها واژه‌های یک سو زمینه شده‌اند. پنجره به همان اندازه که به پیش می‌رود به پس هم می‌رود.",
)
WITH_ITSELF = (
    "Each word is its own context, too: its own place is to be left out.",
    "هر واژه زمینهٔ خودش هم شده است: جای خودش باید کنار برود.",
)


@grades("skipgram_pairs")
def skipgram_pairs():
    """A bag of pairs."""
    cases = sentences().map(lambda drawn: call(*drawn))
    return function(
        "skipgram_pairs",
        solution.skipgram_pairs,
        cases=cases,
        count=50,
        alike=as_bags,
        examples=[
            example(
                call(["oil", "price", "rose"], 1),
                [("oil", "price"), ("price", "oil"), ("price", "rose"), ("rose", "price")],
            ),
            example(call(["oil", "oil"], 3), [("oil", "oil"), ("oil", "oil")]),
            example(call(["oil"], 2), []),
        ],
        laws=[
            law(
                say("every pair comes in both directions", "هر جفت در هر دو جهت می‌آید"),
                cases,
                turned_round,
            ),
            law(
                say("a text read backwards has the same pairs", "متن وارونه همان جفت‌ها را دارد"),
                cases,
                read_backwards,
            ),
        ],
        traps=[
            trap("following_only", following_only, *ONE_SIDED),
            trap("word_with_itself", word_with_itself, *WITH_ITSELF),
            trap(
                "last_neighbour_missing",
                last_neighbour_missing,
                "The farthest word after the main word is missing: `range` leaves its end out.",
                "دورترین واژهٔ پس از واژهٔ اصلی جا افتاده است: `range` انتهای خود را در بر ندارد.",
            ),
            trap(
                "exact_distance",
                exact_distance,
                "Only words exactly as far away as the window reaches are paired. The nearer ones count as well.",
                "تنها واژه‌هایی جفت شده‌اند که درست به اندازهٔ پنجره دورند. نزدیک‌ترها هم به حساب می‌آیند.",
            ),
            trap(
                "window_in_total",
                window_in_total,
                "The window was shared out between both sides. It holds for each of them.",
                "پنجره میان دو سو بخش شده است. اندازهٔ پنجره برای هر یک از دو سو است.",
            ),
            trap(
                "equal_words_skipped",
                equal_words_skipped,
                "A word that occurs twice close together is its own neighbour. Compare places, not words.",
                "واژه‌ای که دو بار نزدیک به هم می‌آید همسایهٔ خودش است. جاها را مقایسه کنید، نه واژه‌ها را.",
            ),
            trap(
                "equal_pairs_once",
                equal_pairs_once,
                "Equal pairs were merged. How often a pair occurs is what the network learns.",
                "جفت‌های برابر یکی شده‌اند. شبکه از همین می‌آموزد که هر جفت چند بار می‌آید.",
            ),
            trap(
                "wraps_around",
                wraps_around,
                "Words at the beginning are paired with words at the end: a negative index counts from the end.",
                "واژه‌های آغاز با واژه‌های پایان جفت شده‌اند: اندیس منفی از پایان می‌شمارد.",
            ),
            trap(
                "full_windows_only",
                full_windows_only,
                "Words near the ends of the text are never main words. They have fewer neighbours, but some.",
                "واژه‌های نزدیک دو سر متن هیچ‌گاه واژهٔ اصلی نیستند. همسایهٔ کمتری دارند، ولی دارند.",
            ),
        ],
    )


def edges_ignored(lengths, window):
    """Misconception: every word has a full window."""
    return sum(2 * n * window for n in lengths)


def short_documents_unguarded(lengths, window):
    """Misconception: the formula for long documents is used for all."""
    return sum(2 * n * window - window * (window + 1) for n in lengths)


def negative_counts_cut(lengths, window):
    """Misconception: the formula for long documents, with zero where it is negative."""
    return sum(max(0, 2 * n * window - window * (window + 1)) for n in lengths)


def short_documents_left_out(lengths, window):
    """Misconception: documents that are not longer than the window have no pairs."""
    return solution.pair_count([n for n in lengths if n > window], window)


def documents_joined(lengths, window):
    """Misconception: all documents are one text."""
    return solution.pair_count([sum(lengths)], window)


def one_direction(lengths, window):
    """Misconception: two words are counted once."""
    return solution.pair_count(lengths, window) // 2


def words_with_themselves(lengths, window):
    """Misconception: each word is its own neighbour, too."""
    return solution.pair_count(lengths, window) + sum(lengths)


EDGES = (
    "Every word was given a full window. Words near the ends of a document have fewer neighbours.",
    "برای هر واژه پنجرهٔ کامل حساب شده است. واژه‌های نزدیک دو سر سند همسایهٔ کمتری دارند.",
)
JOINED = (
    "The documents were counted as one long text. No window reaches from one document into the next.",
    "سندها مانند یک متن دراز شمرده شده‌اند. هیچ پنجره‌ای از سندی به سند بعد نمی‌رسد.",
)
ONCE = (
    "Two neighbours make two pairs: each of them is the main word of one.",
    "دو همسایه دو جفت می‌سازند: هر یک از آن‌ها واژهٔ اصلی یکی است.",
)


@st.composite
def document_lengths(draw):
    """The lengths of some documents and of others, about half of them no longer than the window, and a window."""
    window = draw(st.sampled_from([5, 1, 2, 3, 7]))
    length = st.sampled_from([window, window - 1, max(window - 2, 0), 0, 1]) | st.integers(window, 4000)
    some, others = ([draw(length) for _ in range(draw(st.integers(1, 4)))] for _ in range(2))
    return some, others, window


@grades("pair_count")
def pair_count():
    """The closed form, short documents included."""
    cases = document_lengths().map(lambda drawn: call(*drawn[1:]))
    several = document_lengths().map(lambda drawn: call(*drawn))

    def adds_up(pair_count, some, others, window):
        return pair_count([*some, *others], window), pair_count(some, window) + pair_count(others, window)

    return function(
        "pair_count",
        solution.pair_count,
        cases=cases,
        count=60,
        examples=[
            example(call([5, 3], 2), 20),
            example(call([2, 1, 0], 4), 2),
            example(call([1000000], 3), 5999988),
        ],
        laws=[
            law(
                say("counts of documents add up", "شمار جفت‌های سندها با هم جمع می‌شود"),
                several,
                adds_up,
            )
        ],
        traps=[
            trap("edges_ignored", edges_ignored, *EDGES),
            trap(
                "short_documents_unguarded",
                short_documents_unguarded,
                "The formula for long documents was used for short ones, too, where fewer neighbours exist than it takes away.",
                "رابطهٔ سندهای بلند برای سندهای کوتاه هم به کار رفته است، جایی که همسایه‌ها کمتر از آن‌اند که این رابطه کم می‌کند.",
            ),
            trap(
                "negative_counts_cut",
                negative_counts_cut,
                "In a document shorter than the window all words are neighbours. Setting negative counts to zero does not give that.",
                "در سندی کوتاه‌تر از پنجره همهٔ واژه‌ها همسایه‌اند. صفر گذاشتن به جای شمار منفی این را به دست نمی‌دهد.",
            ),
            trap(
                "short_documents_left_out",
                short_documents_left_out,
                "Documents shorter than the window were left out. Their words are all neighbours of each other.",
                "سندهای کوتاه‌تر از پنجره کنار گذاشته شده‌اند. واژه‌های آن‌ها همه همسایهٔ هم‌اند.",
            ),
            trap("documents_joined", documents_joined, *JOINED),
            trap("one_direction", one_direction, *ONCE),
            trap("words_with_themselves", words_with_themselves, *WITH_ITSELF),
        ],
    )


@grades("window_effect")
def window_effect():
    """A trade-off."""
    return choice(
        "window_effect",
        "trade_off",
        {
            "bigger_window_always_better": say(
                "More pairs are not more precise in every respect: far neighbours say something else about a word than near ones.",
                "جفت بیشتر از هر نظر دقیق‌تر نیست: همسایهٔ دور چیز دیگری از واژه می‌گوید تا همسایهٔ نزدیک.",
            ),
            "same_vectors": say(
                "Which words share their neighbours does depend on how far one looks.",
                "اینکه کدام واژه‌ها همسایه‌های مشترک دارند به این بستگی دارد که تا کجا نگاه کنیم.",
            ),
            "narrow_is_topical": say(
                "The two windows are exchanged: the immediate neighbours show how a word is used.",
                "دو پنجره جابه‌جا شده‌اند: همسایه‌های بی‌واسطه نشان می‌دهند واژه چگونه به کار می‌رود.",
            ),
            "pairs_grow_quadratically": say(
                "Only the main word is paired with the others in its window, not these with each other.",
                "تنها واژهٔ اصلی با دیگر واژه‌های پنجره‌اش جفت می‌شود، نه آن‌ها با هم.",
            ),
        },
    )


@grades("pair_matrix")
def pair_matrix(documents, tokens_total, window_size, word_count):
    """The closed form with numbers, and a shape that follows from the student's own count."""
    right = solution.pair_matrix(documents, tokens_total, window_size, word_count)
    pairs = right["pairs_total"]
    return [
        value(
            "pairs_total",
            pairs,
            traps=[
                trap("edges_ignored", 2 * tokens_total * window_size, *EDGES),
                trap("documents_joined", solution.pair_count([tokens_total], window_size), *JOINED),
                trap("one_direction", pairs // 2, *ONCE),
                trap("words_with_themselves", pairs + tokens_total, *WITH_ITSELF),
                trap(
                    "one_pair_per_word",
                    tokens_total,
                    "This is the number of words. Each of them has several neighbours, and each neighbour makes a pair.",
                    "این شمار واژه‌هاست. هر واژه چند همسایه دارد و هر همسایه یک جفت می‌سازد.",
                ),
            ],
        ),
        value(
            "one_hot_shape",
            right["one_hot_shape"],
            follows=lambda pairs_total: (pairs_total, word_count),
            traps=[
                trap(
                    "cooccurrence_instead_of_onehot_rows",
                    (word_count, word_count),
                    "This is the shape of a table that counts pairs of words. The network learns from one row for each pair.",
                    "این شکل جدولی است که جفت‌واژه‌ها را می‌شمارد. شبکه از یک سطر برای هر جفت می‌آموزد.",
                ),
                trap(
                    "one_row_per_token",
                    (tokens_total, word_count),
                    "There is a row for each pair, not for each word of the text.",
                    "برای هر جفت یک سطر هست، نه برای هر واژهٔ متن.",
                ),
                trap(
                    "transposed",
                    (word_count, pairs),
                    "Rows and columns are exchanged: the one-hot vectors stand one below the other.",
                    "سطر و ستون جابه‌جا شده‌اند: بردارهای one-hot یکی زیر دیگری می‌آیند.",
                ),
                trap(
                    "two_words_in_a_row",
                    (pairs, 2 * word_count),
                    "The context words are in a matrix of their own.",
                    "واژه‌های زمینه ماتریس جداگانه‌ای دارند.",
                ),
                trap(
                    "columns_of_the_pair",
                    (pairs, 2),
                    "A pair of words is not yet a vector: each word of the vocabulary needs a column.",
                    "جفتِ واژه هنوز بردار نیست: هر واژهٔ واژگان یک ستون می‌خواهد.",
                ),
            ],
        ),
    ]


# One-hot rows.


@st.composite
def word_lists(draw):
    """Up to six words with repetitions, and a vocabulary that is not sorted and not all used."""
    vocabulary = draw(st.permutations(WORDS))[: draw(st.integers(2, 5))]
    return draw(st.lists(st.sampled_from(vocabulary), max_size=6)), vocabulary


def parts_of(matrix):
    """What `one_hot_parts` shows of a matrix in compressed rows."""
    return "csr", int(np.count_nonzero(matrix)), np.asarray(matrix, dtype=float)


def cooccurrence(words, vocabulary):
    """Misconception: counts in a table how often one word follows another."""
    table = np.zeros((len(vocabulary), len(vocabulary)))
    for one, other in itertools.pairwise(words):
        table[vocabulary.index(one), vocabulary.index(other)] += 1
    return parts_of(table)


def columns_in_sorted_order(words, vocabulary):
    """Misconception: the columns are in alphabetical order."""
    return solution.one_hot_parts(words, sorted(vocabulary))


def transposed(words, vocabulary):
    """Misconception: a column for each word of the list."""
    form, stored, rows = solution.one_hot_parts(words, vocabulary)
    return form, stored, rows.T


def columns_from_one(words, vocabulary):
    """Misconception: columns are counted from 1, so that there is one more."""
    rows = np.zeros((len(words), len(vocabulary) + 1))
    rows[:, 1:] = solution.one_hot_parts(words, vocabulary)[2]
    return parts_of(rows)


def not_sparse(words, vocabulary):
    """Misconception: returns a NumPy array."""
    raise AttributeError("'numpy.ndarray' object has no attribute 'format'")


def coordinates(words, vocabulary):
    """Misconception: another sparse format."""
    return "coo", *solution.one_hot_parts(words, vocabulary)[1:]


def bag_of_words(words, vocabulary):
    """Misconception: one row for all words, with their counts."""
    return parts_of(solution.one_hot_parts(words, vocabulary)[2].sum(axis=0, keepdims=True))


def repetitions_left_out(words, vocabulary):
    """Misconception: a row for each different word."""
    return solution.one_hot_parts(list(dict.fromkeys(words)), vocabulary)


def places_of_words(one_hot_parts, words, vocabulary):
    """X times the numbers 1 … V gives the place of every word."""
    numbers = np.arange(1.0, len(vocabulary) + 1)
    return one_hot_parts(words, vocabulary)[2] @ numbers, np.array([vocabulary.index(w) + 1.0 for w in words])


@grades("one_hot_rows")
def one_hot_rows():
    """Judged by its format, its stored entries, and what it is when written out."""
    cases = word_lists().map(lambda drawn: call(*drawn))
    return function(
        "one_hot_parts",
        solution.one_hot_parts,
        cases=cases,
        examples=[
            example(
                call(["bank", "oil", "bank"], ["oil", "bank"]),
                ("csr", 3, np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])),
            ),
            example(call([], ["oil", "bank", "corn"]), ("csr", 0, np.zeros((0, 3)))),
        ],
        laws=[
            law(
                say("the 1 stands at the place of the word", "۱ در جای همان واژه است"),
                cases,
                places_of_words,
            )
        ],
        traps=[
            trap(
                "cooccurrence_instead_of_onehot_rows",
                cooccurrence,
                "This is a table of words by words, which counts pairs. One row for each entry of the list is asked for.",
                "این جدول واژه در واژه است که جفت‌ها را می‌شمارد. برای هر درایهٔ فهرست یک سطر خواسته شده است.",
            ),
            trap(
                "columns_in_sorted_order",
                columns_in_sorted_order,
                "The columns are in alphabetical order. They are to be in the order of the vocabulary.",
                "ستون‌ها به ترتیب الفبا هستند. باید به ترتیب واژگان باشند.",
            ),
            trap(
                "transposed",
                transposed,
                "Rows and columns are exchanged: each word is to have a row.",
                "سطر و ستون جابه‌جا شده‌اند: هر واژه باید یک سطر داشته باشد.",
            ),
            trap(
                "columns_from_one",
                columns_from_one,
                "The columns are counted from 1, and the first one stays empty.",
                "ستون‌ها از ۱ شمرده شده‌اند و ستون نخست خالی مانده است.",
            ),
            trap(
                "not_sparse",
                not_sparse,
                "The result is not a sparse matrix: it has no format. A scipy.sparse.csr_matrix is asked for.",
                "نتیجه ماتریس تُنُک نیست: قالبی ندارد. یک scipy.sparse.csr_matrix خواسته شده است.",
            ),
            trap(
                "other_format",
                coordinates,
                "The matrix is sparse, but by coordinates. Convert it to compressed rows.",
                "ماتریس تُنُک است ولی به صورت مختصات. آن را به سطرهای فشرده تبدیل کنید.",
            ),
            trap(
                "bag_of_words",
                bag_of_words,
                "The rows were added up. Each word is to have a row of its own.",
                "سطرها با هم جمع شده‌اند. هر واژه باید سطر خودش را داشته باشد.",
            ),
            trap(
                "repetitions_left_out",
                repetitions_left_out,
                "A word that comes again has no row of its own.",
                "واژه‌ای که دوباره آمده سطری برای خود ندارد.",
            ),
        ],
    )


@grades("sparse_meaning")
def sparse_meaning():
    """A matter of storage."""
    return choice(
        "sparse_meaning",
        "only_non_zeros",
        {
            "sparse_means_dense": say(
                "Dense is the opposite of sparse, and no column is taken out: the shape stays.",
                "متراکم درست وارونهٔ تُنُک است و هیچ ستونی بیرون نمی‌رود: شکل می‌ماند.",
            ),
            "lossy": say(
                "Nothing is rounded: every entry can be read again exactly.",
                "چیزی گرد نمی‌شود: هر درایه را می‌توان دقیقاً بازخواند.",
            ),
            "co_occurrence": say(
                "Nothing is counted or added up; that would be another matrix.",
                "چیزی شمرده یا جمع نمی‌شود؛ آن ماتریس دیگری است.",
            ),
            "index_column": say(
                "The column numbers are part of the storage, but shape and contents do not change.",
                "شمارهٔ ستون‌ها بخشی از شیوهٔ ذخیره است، ولی شکل و محتوا تغییر نمی‌کند.",
            ),
        },
    )


@grades("embedding_weights")
def embedding_weights(word_count, embedding_dim):
    """Two dense layers with biases."""
    V, d = word_count, embedding_dim
    right = solution.embedding_weights(V, d)
    one_bias_per_layer = [
        trap(
            "one_bias_per_layer",
            2 * V * d + 2,
            "Each unit has a bias of its own, not each layer.",
            "هر واحد بایاس خودش را دارد، نه هر لایه.",
        )
        for _ in range(d != 2)  # with two units this cannot be told from an output layer without biases
    ]
    return value(
        "embedding_net_params",
        right,
        traps=[
            trap("forgot_bias", 2 * V * d, "The biases are missing.", "بایاس‌ها شمرده نشده‌اند."),
            trap(
                "hidden_bias_forgotten",
                right - d,
                "The narrow layer has biases, too.",
                "لایهٔ باریک هم بایاس دارد.",
            ),
            trap(
                "output_bias_forgotten",
                right - V,
                "The softmax layer has biases, too.",
                "لایهٔ softmax هم بایاس دارد.",
            ),
            *one_bias_per_layer,
            trap(
                "table_only",
                V * d,
                "These are the vectors alone. The network that learns them has a second layer, and biases.",
                "این تنها خود بردارهاست. شبکه‌ای که آن‌ها را می‌آموزد لایهٔ دوم و بایاس هم دارد.",
            ),
            trap(
                "first_layer_only",
                (V + 1) * d,
                "This is the first layer alone. The softmax layer is trained as well.",
                "این تنها لایهٔ نخست است. لایهٔ softmax هم آموزش می‌بیند.",
            ),
        ],
    )


# Training.


@functools.cache
def newswire(seed):
    """Pairs of a window of 2 in stories that students do not have, and the vocabulary in no order."""
    documents = [solution.preprocess(text, STOP_WORDS) for text in stories(100, seed)[0]]
    pairs = [pair for tokens in documents for pair in solution.skipgram_pairs(tokens, 2)]
    vocabulary = np.random.RandomState(seed).permutation(sorted(set().union(*documents))).tolist()
    return pairs, vocabulary


@functools.cache
def trainings():
    """Three seeds, two samples of stories, two lengths of vectors."""
    return (call(*newswire(701), 2, 11), call(*newswire(703), 3, 12), call(*newswire(703), 2, 13))


TOPIC_WORDS = [(word, topic) for topic, words in TOPICS.items() for word in words]
TOPIC_OF = np.array([topic for _, topic in TOPIC_WORDS])
SHAPE = say(
    "An array of numbers is asked for, with a row for each word of the vocabulary and `dim` columns.",
    "آرایه‌ای از عددها خواسته شده که برای هر واژهٔ واژگان یک سطر و `dim` ستون دارد.",
)


def shape_of(result):
    """The shape of an array of finite numbers, of whatever it is made; None for anything else."""
    try:
        rows = np.asarray(result, dtype=float)
    except (ValueError, TypeError):
        return None
    return rows.shape if np.isfinite(rows).all() else None


def is_embedding(result, pairs, vocabulary, dim, seed):
    """A row for each word."""
    return shape_of(result) == (len(vocabulary), dim)


def topic_cosines(result, vocabulary):
    """The cosines of the words that belong to a topic (15, 15)."""
    rows = np.asarray(result, dtype=float)[[vocabulary.index(word) for word, _ in TOPIC_WORDS]]
    unit = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-12)
    return unit @ unit.T


def purity(result, pairs, vocabulary, dim, seed):
    """The share of topic words whose nearest other topic word is of the same topic."""
    if not is_embedding(result, pairs, vocabulary, dim, seed):
        return SHAPE
    cosine = topic_cosines(result, vocabulary)
    np.fill_diagonal(cosine, -2)
    return float(np.mean(TOPIC_OF[np.argmax(cosine, axis=1)] == TOPIC_OF))


def separation(result, pairs, vocabulary, dim, seed):
    """Mean cosine within topics minus mean cosine between topics."""
    if not is_embedding(result, pairs, vocabulary, dim, seed):
        return SHAPE
    cosine = topic_cosines(result, vocabulary)
    same, other = TOPIC_OF[:, None] == TOPIC_OF, ~np.eye(len(TOPIC_OF), dtype=bool)
    return float(cosine[same & other].mean() - cosine[~same].mean())


def own_vocabulary(result, pairs, vocabulary, dim, seed):
    """Whether the rows would be good in the order of a vocabulary that was made from the pairs."""
    found = list(dict.fromkeys(main for main, _ in pairs))
    return any(separation(result, pairs, order, dim, seed) >= 0.8 for order in (found, sorted(found)))


def collapsed(result, pairs, vocabulary, dim, seed):
    """Whether all words have the same vector."""
    return np.ptp(np.asarray(result, dtype=float), axis=0).max() < 1e-6


def like_random(result, pairs, vocabulary, dim, seed):
    """Whether vectors know as little of topics as random ones."""
    return abs(separation(result, pairs, vocabulary, dim, seed)) < 0.4


@on_real_data("train_embedding", "reuters21578")
def on_stories(data, embedding, vocabulary):
    """The share of the 60 words most typical of three topics whose nearest neighbour among them is of the same topic.

    Typical of a topic are the words with at least 90 % of their stories in it that occur in most of its stories.
    """
    stories = solution.stories_by_topic(data)
    within = {topic: Counter(word for words in told for word in set(words)) for topic, told in stories.items()}
    everywhere = sum(within.values(), Counter())
    typical = [
        (word, topic)
        for topic, counts in within.items()
        for word, _ in Counter({w: n for w, n in counts.items() if n >= 0.9 * everywhere[w]}).most_common(20)
    ]
    rows = embedding[[vocabulary.index(word) for word, _ in typical]]
    unit, topics = rows / np.linalg.norm(rows, axis=1, keepdims=True), np.array([topic for _, topic in typical])
    nearest = np.argmax(unit @ unit.T - 3 * np.eye(len(unit)), axis=1)
    return {"neighbour purity": np.mean(topics[nearest] == topics)}


@grades("train_embedding")
def train_embedding():
    """Three trainings, judged by what the vectors know."""
    calls, right = trainings(), solution.train_embedding
    traps = [
        trap(
            "collapsed",
            collapsed,
            "All words have the same vector. Begin with small random numbers: from zeros no direction is better than another.",
            "همهٔ واژه‌ها یک بردار دارند. از عددهای تصادفی کوچک آغاز کنید: از صفر، هیچ جهتی بر دیگری برتری ندارد.",
        ),
        trap(
            "own_vocabulary",
            own_vocabulary,
            "The vectors know the topics, but the rows are in the order of another vocabulary than the one that was handed in.",
            "بردارها موضوع‌ها را می‌شناسند، ولی سطرها به ترتیب واژگانی جز آن‌اند که به تابع داده شده است.",
        ),
        trap(
            "not_trained",
            like_random,
            "Topics do not show in the vectors, as if they were random. Did the loss fall, and are the trained weights returned?",
            "موضوع‌ها در بردارها پیدا نیستند، گویی تصادفی‌اند. آیا هزینه پایین آمده و وزن‌های آموزش‌دیده برگردانده شده‌اند؟",
        ),
    ]
    return [
        requires(
            "train_embedding",
            right,
            calls=calls,
            requirements=[requirement(say("a vector for each word", "یک بردار برای هر واژه"), is_embedding, SHAPE)],
            traps=[
                trap(
                    "transposed",
                    lambda result, pairs, vocabulary, dim, seed: shape_of(result) == (dim, len(vocabulary)),
                    "Rows and columns are exchanged: each word is to have a row.",
                    "سطر و ستون جابه‌جا شده‌اند: هر واژه باید یک سطر داشته باشد.",
                ),
                trap(
                    "dim_ignored",
                    lambda result, pairs, vocabulary, dim, seed: shape_of(result) == (len(vocabulary), 2),
                    "The vectors have the same length whatever `dim` is.",
                    "درازای بردارها به `dim` بستگی ندارد.",
                ),
                trap(
                    "one_row_too_many",
                    lambda result, pairs, vocabulary, dim, seed: shape_of(result) == (len(vocabulary) + 1, dim),
                    "There is one row more than words. Count them from 0; nothing is padded here.",
                    "یک سطر بیش از واژه‌ها هست. از ۰ بشمارید؛ اینجا چیزی لایه‌گذاری نمی‌شود.",
                ),
            ],
        ),
        measured(
            "train_embedding",
            right,
            calls=calls,
            measure=purity,
            title=say("neighbour purity", "خلوص همسایگی"),
            target=0.9,
            floor=0.4,
            weight=3.0,
            traps=traps,
        ),
        measured(
            "train_embedding",
            right,
            calls=calls,
            measure=separation,
            title=say("separation", "جدایی"),
            target=0.8,
            floor=0.2,
            weight=2.0,
            traps=traps,
        ),
    ]


# Neighbours.


@st.composite
def embeddings(draw):
    """Five to seven vectors, some long and some short, one that no two others are equally near to, and a number."""
    size, dim = draw(st.integers(5, 7)), draw(st.integers(2, 4))
    rows = np.array(draw(st.lists(st.tuples(*[halves(-4, 4)] * dim), min_size=size, max_size=size)), dtype=float)
    rows *= np.array(draw(st.lists(st.sampled_from([1.0, 0.25, 5.0]), min_size=size, max_size=size)))[:, None]
    lengths = np.linalg.norm(rows, axis=1)
    assume(lengths.min() > 0)
    index = draw(st.integers(0, size - 1))
    cosine = np.sort(np.delete(rows @ rows[index] / lengths / lengths[index], index))
    assume(np.diff(cosine).min() > 1e-3)
    return rows, index, draw(st.integers(1, size - 1))


def itself_included(embedding, index, k):
    """Misconception: the word is its own nearest neighbour."""
    return np.append(index, solution.nearest(embedding, index, k))[:k]


def without_norm(embedding, index, k):
    """Misconception: the scalar product is not divided by the lengths."""
    product = embedding @ embedding[index]
    return np.array([j for j in np.argsort(-product, kind="stable") if j != index][:k])


def by_distance(embedding, index, k):
    """Misconception: the nearest by Euclidean distance."""
    distance = np.linalg.norm(embedding - embedding[index], axis=1)
    return np.array([j for j in np.argsort(distance, kind="stable") if j != index][:k])


def sign_ignored(embedding, index, k):
    """Misconception: the absolute value of the cosine."""
    cosine = embedding @ embedding[index] / np.linalg.norm(embedding, axis=1)
    return np.array([j for j in np.argsort(-np.abs(cosine), kind="stable") if j != index][:k])


def farthest(embedding, index, k):
    """Misconception: the smallest cosine first."""
    return solution.nearest(embedding, index, len(embedding) - 1)[::-1][:k]


def smallest_last(embedding, index, k):
    """Misconception: the nearest words, the nearest one last."""
    return solution.nearest(embedding, index, k)[::-1]


def scaled(nearest, embedding, index, k):
    """Lengths do not matter: each row may be multiplied by a positive number."""
    factors = 2.0 ** (np.arange(len(embedding)) % 4 - 1)
    return nearest(embedding * factors[:, None], index, k), nearest(embedding, index, k)


@grades("nearest")
def nearest():
    """The nearest by cosine."""
    cases = embeddings().map(lambda drawn: call(*drawn))
    by_hand = np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 1.0], [-1.0, 0.0]])
    return function(
        "nearest",
        solution.nearest,
        cases=cases,
        examples=[
            example(call(by_hand, 0, 2), np.array([2, 1])),
            example(call(by_hand, 1, 1), np.array([2])),
        ],
        laws=[
            law(
                say("lengths of vectors do not matter", "درازای بردارها اثری ندارد"),
                cases,
                scaled,
            )
        ],
        traps=[
            trap(
                "itself_included",
                itself_included,
                "The word itself is among its neighbours.",
                "خود واژه در میان همسایه‌هایش آمده است.",
            ),
            trap(
                "without_norm",
                without_norm,
                "The products were not divided by the lengths, so that long vectors seem near.",
                "ضرب‌ها بر درازاها تقسیم نشده‌اند، از این رو بردارهای بلند نزدیک می‌نمایند.",
            ),
            trap(
                "by_distance",
                by_distance,
                "These are the nearest by distance. Two vectors of the same direction may be far apart.",
                "این‌ها از نظر فاصله نزدیک‌ترین‌اند. دو بردارِ هم‌جهت می‌توانند از هم دور باشند.",
            ),
            trap(
                "sign_ignored",
                sign_ignored,
                "The sign of the cosine was dropped: opposite vectors are not near.",
                "علامت کسینوس کنار گذاشته شده است: بردارهای مخالف نزدیک نیستند.",
            ),
            trap(
                "farthest",
                farthest,
                "These are the farthest words. A large cosine is a small angle.",
                "این‌ها دورترین واژه‌ها هستند. کسینوس بزرگ یعنی زاویهٔ کوچک.",
            ),
            trap(
                "smallest_last",
                smallest_last,
                "The right words, but the nearest one comes last.",
                "واژه‌ها درست‌اند، ولی نزدیک‌ترین آن‌ها آخر آمده است.",
            ),
        ],
    )


def points_are(drawing, expected):
    """Whether the scattered points of the first panel are these, in any order."""
    found = [np.stack(series, axis=1) for series in drawing.panels[0].points]
    if sum(map(len, found)) != len(expected):
        return False
    shown = np.concatenate(found)
    return np.allclose(shown[np.lexsort(shown.T)], expected[np.lexsort(expected.T)])


def label_places(drawing):
    """Where the texts of the first panel stand, by text."""
    return {text.strip(): np.array([x, y]) for x, y, text in drawing.panels[0].texts}


def points_shown(drawing, embedding, words):
    """One panel with a point for each word."""
    return len(drawing.panels) == 1 and points_are(drawing, embedding)


def words_at_points(drawing, embedding, words):
    """Every word stands nearer to its own point than to any other."""
    places = label_places(drawing)
    return all(
        word in places and np.argmin(np.linalg.norm(embedding - places[word], axis=1)) == i
        for i, word in enumerate(words)
    )


def equal_scales(drawing, embedding, words):
    """A unit is as long to the right as upwards."""
    return drawing.panels[0].aspect in ("equal", "1", "1.0")


@grades("embedding_plot")
def embedding_plot():
    """Points, words and scales."""
    right = solution.plot_embedding
    calls = (
        call(np.array([[1.0, 2.5], [-3.0, 0.5], [4.0, -1.0], [0.5, -6.0]]), ["oil", "bank", "wheat", "corn"]),
        call(
            np.array([[-2.0, 7.0], [0.0, 1.0], [3.5, 2.0], [-1.5, -1.0], [5.0, 4.0], [6.5, -3.0]]),
            ["loan", "tanker", "crude", "dollar", "harvest", "barrel"],
        ),
    )
    points = requirement(
        say("a point for each word", "یک نقطه برای هر واژه"),
        points_shown,
        say(
            "The points are not the rows of the embedding, one for each, on one panel of a new figure.",
            "نقطه‌ها سطرهای تعبیه نیستند، برای هر سطر یکی، در یک قاب از شکلی تازه.",
        ),
        weight=2.0,
    )
    labels = requirement(
        say("each word at its point", "هر واژه در نقطهٔ خودش"),
        words_at_points,
        say(
            "Not every word is written at its own point, in data coordinates.",
            "همهٔ واژه‌ها در نقطهٔ خودشان، در مختصات داده، نوشته نشده‌اند.",
        ),
        weight=2.0,
    )
    scales = requirement(
        say("equal scales", "مقیاس برابر"),
        equal_scales,
        say(
            "A unit to the right is not as long as one upwards, so that distances and angles are distorted.",
            "یک واحد رو به راست با یک واحد رو به بالا هم‌اندازه نیست، پس فاصله‌ها و زاویه‌ها به هم می‌خورند.",
        ),
    )

    def judged(requirement, *traps):
        return requires("plot_embedding", right, calls=calls, requirements=[requirement], traps=list(traps))

    return [
        judged(
            points,
            trap(
                "axes_exchanged",
                lambda drawing, embedding, words: points_are(drawing, embedding[:, ::-1]),
                "The axes are exchanged: the first column goes to the right.",
                "محورها جابه‌جا شده‌اند: ستون نخست رو به راست می‌رود.",
            ),
            trap(
                "lines_instead_of_points",
                lambda drawing, embedding, words: drawing.panels[0].lines and not drawing.panels[0].points,
                "There are lines, which join words that have nothing to do with each other. Scatter the points.",
                "خط کشیده شده که واژه‌های بی‌ربط را به هم وصل می‌کند. نقطه‌ها را پراکنده بکشید.",
            ),
        ),
        judged(
            labels,
            trap(
                "words_not_written",
                lambda drawing, embedding, words: not drawing.panels[0].texts,
                "No word is written beside its point.",
                "هیچ واژه‌ای کنار نقطه‌اش نوشته نشده است.",
            ),
            trap(
                "words_at_other_points",
                lambda drawing, embedding, words: (
                    set(label_places(drawing)) == set(words)
                    and np.allclose(
                        sorted(place.tolist() for place in label_places(drawing).values()), sorted(embedding.tolist())
                    )
                ),
                "The words are written at points of other words: is their order that of the rows?",
                "واژه‌ها در نقطهٔ واژه‌های دیگر نوشته شده‌اند: آیا به ترتیب سطرها هستند؟",
            ),
        ),
        judged(scales),
    ]


# BERT.


@st.composite
def berts(draw):
    """Small encoders, some with a width that the heads cannot share out, and the two published ones."""
    if draw(st.integers(0, 9)) == 9:
        return draw(st.sampled_from([(12, 768, 12, 30522, 512), (24, 1024, 16, 30522, 512)]))
    heads = draw(st.integers(1, 4))
    width = heads * draw(st.integers(1, 5)) + draw(st.sampled_from([0, 0, 0, 1]))
    sizes = (draw(st.integers(0, 5)), width, heads, draw(st.integers(1, 40)), draw(st.integers(1, 20)))
    return sizes + draw(st.sampled_from([(), (1,), (2,), (4,)]))


def bert_mistake(change):
    """The function that counts right and then adds `change(layers, width, heads, vocabulary, positions, segments)`."""

    def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
        right = solution.bert_parameters(layers, width, heads, vocabulary, positions, segments)
        return right + change(layers, width, heads, vocabulary, positions, segments)

    return bert_parameters


def one_layer_more(bert_parameters, layers, width, vocabulary):
    """Each further layer adds the same."""
    one, two, three = (bert_parameters(layers + more, width, 1, vocabulary, 8) for more in range(3))
    return three - two, two - one


def other_heads(bert_parameters, layers, width, vocabulary):
    """The number of heads makes no difference."""
    return bert_parameters(layers, 6 * width, 3, vocabulary, 8), bert_parameters(layers, 6 * width, 2, vocabulary, 8)


@grades("bert_counts")
def bert_counts():
    """The closed form."""
    small = st.tuples(st.integers(0, 4), st.integers(1, 9), st.integers(1, 50)).map(lambda drawn: call(*drawn))
    return function(
        "bert_parameters",
        solution.bert_parameters,
        cases=berts().map(lambda drawn: call(*drawn)),
        count=60,
        examples=[
            example(call(1, 2, 1, 3, 4), 102),
            example(call(0, 4, 2, 5, 3, 1), 64),
            example(call(2, 2, 2, 3, 4), 176),
        ],
        raises=[ValueError],
        laws=[
            law(
                say("every layer has equally many weights", "هر لایه به همان اندازه وزن دارد"),
                small,
                one_layer_more,
            ),
            law(
                say("the number of heads makes no difference", "شمار سرها اثری ندارد"),
                small,
                other_heads,
            ),
        ],
        traps=[
            trap(
                "bert_ffn_width_is_hidden_size",
                bert_mistake(lambda L, A, H, V, P, S: L * (2 * (A + 1) * A - 8 * A * A - 5 * A)),
                "The feed-forward networks were given the width of the model. Inside they are four times as wide.",
                "به شبکه‌های پیش‌خور پهنای مدل داده شده است. درون آن‌ها چهار برابر پهن‌تر است.",
            ),
            trap(
                "heads_vs_attention_layers",
                bert_mistake(lambda L, A, H, V, P, S: (H - L) * 4 * (A + 1) * A),
                "The heads were counted as attention layers. Every layer has one attention, which its heads share.",
                "سرها به جای لایه‌های توجه شمرده شده‌اند. هر لایه یک توجه دارد که سرهایش در آن شریک‌اند.",
            ),
            trap(
                "heads_of_full_width",
                bert_mistake(lambda L, A, H, V, P, S: L * (H - 1) * (3 * (A + 1) * A + A * A)),
                "Each head was given matrices of the full width. The heads share out one set among themselves.",
                "به هر سر ماتریس‌هایی با پهنای کامل داده شده است. سرها یک دسته ماتریس را میان خود بخش می‌کنند.",
            ),
            trap(
                "pooler_forgotten",
                bert_mistake(lambda L, A, H, V, P, S: -(A + 1) * A),
                "The pooler is missing.",
                "pooler شمرده نشده است.",
            ),
            trap(
                "segments_forgotten",
                bert_mistake(lambda L, A, H, V, P, S: -S * A),
                "The segments have vectors, too.",
                "بخش‌ها هم بردار دارند.",
            ),
            trap(
                "positions_not_learned",
                bert_mistake(lambda L, A, H, V, P, S: -P * A),
                "The positions have no vectors. BERT learns them; only the original Transformer computes them from sines.",
                "جایگاه‌ها بردار ندارند. BERT آن‌ها را می‌آموزد؛ تنها Transformer اصلی آن‌ها را از سینوس می‌سازد.",
            ),
            trap(
                "norms_forgotten",
                bert_mistake(lambda L, A, H, V, P, S: -2 * A * (2 * L + 1)),
                "The layer normalisations are missing.",
                "نرمال‌سازی‌های لایه‌ای شمرده نشده‌اند.",
            ),
            trap(
                "one_norm_per_layer",
                bert_mistake(lambda L, A, H, V, P, S: -2 * A * L),
                "Each layer has two normalisations: one after the attention, one after the feed-forward network.",
                "هر لایه دو نرمال‌سازی دارد: یکی پس از توجه و یکی پس از شبکهٔ پیش‌خور.",
            ),
            trap(
                "embedding_norm_forgotten",
                bert_mistake(lambda L, A, H, V, P, S: -2 * A),
                "The embeddings are normalised, too.",
                "تعبیه‌ها هم نرمال می‌شوند.",
            ),
            trap(
                "forgot_bias",
                bert_mistake(lambda L, A, H, V, P, S: -L * 9 * A - A),
                "The biases of the dense layers are missing.",
                "بایاس لایه‌های تمام‌متصل شمرده نشده است.",
            ),
            trap(
                "attention_without_output",
                bert_mistake(lambda L, A, H, V, P, S: -L * (A + 1) * A),
                "After queries, keys and values the attention has a fourth matrix, for its output.",
                "توجه پس از پرسش، کلید و مقدار ماتریس چهارمی هم دارد، برای خروجی‌اش.",
            ),
            trap(
                "output_layer_counted",
                bert_mistake(lambda L, A, H, V, P, S: (A + 1) * V),
                "The output layer over the vocabulary belongs to pre-training and is not asked for.",
                "لایهٔ خروجی روی واژگان از آنِ پیش‌آموزش است و خواسته نشده است.",
            ),
        ],
    )


@grades("bert_facts")
def bert_facts():
    """Which number is which."""
    return choice(
        "bert_facts",
        "width_of_the_model",
        {
            "bert_ffn_width_is_hidden_size": say(
                "These are the widths of the vectors between the layers. The feed-forward networks are wider, not narrower.",
                "این‌ها پهنای بردارهای میان لایه‌ها هستند. شبکه‌های پیش‌خور پهن‌ترند، نه باریک‌تر.",
            ),
            "heads_vs_attention_layers": say(
                "These are the heads inside of each attention. Every layer has exactly one attention.",
                "این‌ها سرهای درون هر توجه‌اند. هر لایه درست یک توجه دارد.",
            ),
            "bert_large_345m": say(
                "Heads share out the width and have no weights of their own. Count the larger model with your function.",
                "سرها پهنا را میان خود بخش می‌کنند و وزنی از آنِ خود ندارند. مدل بزرگ‌تر را با تابع خود بشمارید.",
            ),
            "next_word": say(
                "That is how models are trained that write from left to right. BERT sees both sides of a hidden word.",
                "مدل‌هایی که از آغاز به پایان می‌نویسند چنین آموزش می‌بینند. BERT هر دو سوی واژهٔ پنهان را می‌بیند.",
            ),
        },
    )
