"""The peer to beat: Okapi BM25 over stemmed words, all texts of a claim as one document."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import snowballstemmer

from claimtrack.matching.text import words

_K, _B = 1.2, 0.75


def build(documents: Sequence[str], language: str = "english", depth: int = 100) -> Callable[[str], list[int]]:
    """Index documents; the function returned gives the numbers of the best ones for a text."""
    stemmer = snowballstemmer.stemmer(language)

    def stems(text: str) -> list[str]:
        found: list[str] = stemmer.stemWords(words(text, limit=10**6))
        return found

    sizes, postings = [], defaultdict(list)
    for number, document in enumerate(documents):
        found = stems(document)
        sizes.append(len(found))
        for word, count in Counter(found).items():
            postings[word].append((number, count))
    usual = sum(sizes) / max(1, len(sizes))

    def search(text: str) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for word in set(stems(text)):
            holders = postings.get(word, [])
            idf = math.log1p((len(sizes) - len(holders) + 0.5) / (len(holders) + 0.5))
            for number, count in holders:
                scores[number] += idf * count * (_K + 1) / (count + _K * (1 - _B + _B * sizes[number] / usual))
        return sorted(scores, key=lambda number: (-scores[number], number))[:depth]

    return search
