"""An embedder for tests: it counts pairs of neighbouring characters, and the texts it is given."""

import zlib
from itertools import pairwise

import numpy as np

from index.embed import SearchForm

DIM = 512


class BigramEmbedder:
    """Two texts are as near as their pairs of characters are common: worked out by hand."""

    def __init__(self, version="1"):
        self.name = "bigrams"
        self.fingerprint = f"bigrams-{version}"
        self.dim = DIM
        self.encoded = []

    def encode_passages(self, forms):
        self.encoded += [form.text for form in forms]
        return np.array([_counted(form.text) for form in forms], np.float32).reshape(-1, DIM)

    def encode_query(self, form: SearchForm):
        return _counted(form.text)


def _counted(text):
    vector = np.zeros(DIM, np.float32)
    for first, second in pairwise(text):
        vector[zlib.crc32(f"{first}{second}".encode()) % DIM] += 1
    length = np.linalg.norm(vector)
    return vector / length if length else vector
