"""An Embedding layer in Keras."""

# %% train_embedding
import keras

def train_embedding(pairs, vocabulary, dim=2, seed=0):
    keras.utils.set_random_seed(seed)
    place = {word: i for i, word in enumerate(vocabulary)}
    x = np.array([place[main] for main, _ in pairs])
    y = np.array([place[context] for _, context in pairs])
    words = keras.Input((), dtype="int32")
    vectors = keras.layers.Embedding(len(vocabulary), dim)
    model = keras.Model(words, keras.layers.Dense(len(vocabulary), activation="softmax")(vectors(words)))
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=12, batch_size=64, verbose=0)
    return vectors.get_weights()[0]
