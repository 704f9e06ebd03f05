"""A newswire from a grammar: short stories of three topics, whose words stand beside words of their own topic."""

import numpy as np

TOPICS = {
    "oil": ["crude", "barrel", "refinery", "pipeline", "tanker"],
    "grain": ["wheat", "corn", "harvest", "farmer", "tonnes"],
    "money": ["bank", "interest", "currency", "dollar", "loan"],
}
VERBS = ["rose", "fell", "grew", "dropped", "reported", "sold", "bought", "moved"]
COMMON = ["today", "market", "price", "week", "analyst", "minister", "trade", "month", "output"]
STOP_WORDS = ["the", "a", "of", "in", "and", "to", "said", "that", "on", "for"]


def stories(count, seed):
    """Stories of four to eight sentences, and the topic of each.

    Returns:
        texts: list of str, with capitals, numbers and punctuation as on a wire.
        topics: list of str, keys of `TOPICS`.
    """
    random = np.random.RandomState(seed)

    def one_of(words):
        return words[random.randint(len(words))]

    texts, topics = [], []
    for _ in range(count):
        topic = one_of(sorted(TOPICS))
        words, sentences = TOPICS[topic], []
        number = f"{random.randint(2, 90)}.{random.randint(10)}%"
        for _ in range(random.randint(4, 9)):
            first, second, third = (words[i] for i in random.permutation(5)[:3])
            sentences.append(
                one_of(
                    [
                        f"The {first} and the {second} {one_of(VERBS)} {number} on the {third}",
                        f"A {first} of the {second} {one_of(VERBS)} in the {one_of(COMMON)}",
                        f"The {one_of(COMMON)} said that {first}, {second} and {third} {one_of(VERBS)}",
                        f"{first} to {second} for the {third} {one_of(VERBS)} {one_of(COMMON)}",
                    ]
                )
            )
        texts.append(". ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) + ".")
        topics.append(topic)
    return texts, topics


def mini(seed=0):
    """150 stories to train and 50 to test; see `stories`."""
    text_train, topics_train = stories(150, 2 * seed)
    text_test, topics_test = stories(50, 2 * seed + 1)
    return {
        "text_train": text_train,
        "topics_train": [[topic] for topic in topics_train],
        "text_test": text_test,
        "topics_test": [[topic] for topic in topics_test],
    }
