"""How near articles are to each other: by rare entities, by telling words, and by time.

The vector-space model (Salton): an article is a vector of its entities, another of its words, each
weighted by 1 + ln tf and by ln((N + 1) / df); nearness is the cosine of two vectors.
"""

import math
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from itertools import chain

from plugins.filed import SIZE

COMMON = 100  # what more articles than this have says little, and would cost much
COMMON_WORD = 40  # words are many: rarer ones do
KEPT = 24  # nearest of an article that are kept for its story
TELLING = 16  # words of an article that are looked at, its heaviest


@dataclass(frozen=True)
class Node:
    """An article, as far as nearness goes.

    entities  entity id → how often it names it
    words     lemma → how often it has it
    day       of its date, as a number; None for an undated one
    """

    id: str
    entities: Mapping[str, int]
    words: Mapping[str, int] = field(default_factory=dict)
    day: int | None = None


Vector = Mapping[str, float]
NOTHING: Vector = {}
NO_WORDS: Mapping[str, int] = {}
SAME_AROUND = ("numbered", "numbers", "features")  # in a graph around some of its nodes
SAME_WITHOUT_WORDS = ("numbers", "entities", "_closest")


class Features:
    """What nodes have of one kind, by their numbers.

    of      of each node: feature → how often
    common  a feature of more nodes is left out
    most    features of a node that are kept, its heaviest; None for all
    """

    def __init__(
        self, of: Sequence[Mapping[str, int]], common: int, most: int | None = None
    ) -> None:
        self.of, self.most = of, most
        self.df = Counter(chain.from_iterable(of))
        self.limit = max(2, min(common, len(of)))

    def told(self, number: int) -> bytes:
        """Return what the vector of a node is worked out from, beside how many nodes there are."""
        own = self.of[number]
        counts = array("L", (*own.values(), *map(self.df.__getitem__, own)))
        return "\0".join(own).encode("utf-8", "surrogatepass") + counts.tobytes()

    def reached(self, numbers: Iterable[int]) -> list[int]:
        """Return the numbers of nodes, and of all that share a feature with one of them."""
        own = set(chain.from_iterable(self.of[number] for number in numbers))
        rare = {feature for feature in own if self.df[feature] <= self.limit}
        found = (n for n, having in enumerate(self.of) if not rare.isdisjoint(having))
        return sorted({*numbers, *found})


class Space:
    """Vectors of nodes, and who shares a feature: nearness by one kind of feature."""

    def __init__(self, features: Features, numbers: Collection[int]) -> None:
        """Weigh the features of the nodes that have these numbers."""
        of, size = features.of, len(features.of) + 1
        all_of_them = len(numbers) == len(of)
        own = features.df if all_of_them else set(chain.from_iterable(of[n] for n in numbers))
        # A feature of one node alone ties it to none, yet it lengthens the vector: it is kept.
        idf = {f: math.log(size / n) for f in own if (n := features.df[f]) <= features.limit}
        self.vectors: dict[int, Vector] = {
            number: _unit(_heaviest(_weights(of[number], idf), features.most)) for number in numbers
        }
        # In arrays, which lie together in memory: to walk them takes a third of the time of lists.
        self._having: dict[str, tuple[array[int], array[float]]] = {}
        for number, vector in self.vectors.items():
            for feature, weight in vector.items():
                if feature not in self._having:
                    self._having[feature] = array("l"), array("d")
                numbered, weights = self._having[feature]
                numbered.append(number)
                weights.append(weight)

    def add(self, number: int, found: dict[int, float], part: float = 1.0) -> None:
        """Add `part` of nearness (0..1) to `found`, of each node with a feature of node `number`.

        That node is among them.
        """
        known = found.get
        for feature, weight in self.vectors[number].items():
            own = weight * part
            for other, its in zip(*self._having[feature], strict=True):
                found[other] = known(other, 0.0) + own * its

    def shared(self, numbers: Sequence[int]) -> list[str]:
        """Return the features that nodes share, those that tie them most first."""
        # Who is not weighed here shares nothing with those that are asked of.
        vectors = [self.vectors.get(number, NOTHING) for number in numbers]
        common = set(vectors[0]).intersection(*vectors[1:])
        return sorted(common, key=lambda f: (-math.prod(v[f] for v in vectors), f))


class Graph:
    """All articles. Costs grow with mentions and words, not with pairs: no common one is kept.

    Nodes are numbered in the order of their ids, so that equals come by number as they do by id.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self._asked: Collection[int] | None = None  # None: any node

    def around(self, numbers: Collection[int]) -> "Graph":
        """Return the graph for who will ask of these nodes alone: others are not weighed."""
        found = Graph(self.nodes)
        found._asked = numbers
        vars(found).update({name: getattr(self, name) for name in SAME_AROUND})
        return found

    def without_words(self) -> "Graph":
        """Return the graph for who asks of entities alone: words are most of what one holds."""
        found = Graph([replace(node, words=NO_WORDS) for node in self.nodes])
        own = vars(self)
        vars(found).update({name: own[name] for name in SAME_WITHOUT_WORDS if name in own})
        return found

    @cached_property
    def numbered(self) -> Sequence[Node]:
        return sorted(self.nodes, key=lambda node: node.id)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        return {node.id: number for number, node in enumerate(self.numbered)}

    @cached_property
    def features(self) -> tuple[Features, Features]:
        """The entities, and the words, of the nodes."""
        entities = [node.entities for node in self.numbered]
        words = [node.words for node in self.numbered]
        return Features(entities, COMMON), Features(words, COMMON_WORD, TELLING)

    @cached_property
    def entities(self) -> Space:
        return self._space(self.features[0])

    @cached_property
    def words(self) -> Space:
        return self._space(self.features[1])

    def told(self, number: int) -> str:
        """Return a digest of all that makes a node near others."""
        found = blake2b(
            repr((len(self.nodes), self.numbered[number].day)).encode(), digest_size=SIZE
        )
        for features in self.features:
            found.update(features.told(number))
        return found.hexdigest()

    def _space(self, features: Features) -> Space:
        everywhere = range(len(features.of))
        return Space(features, everywhere if self._asked is None else features.reached(self._asked))

    def near(self, number: int) -> dict[int, float]:
        """Return node → nearness by entities, of all nodes that share one with node `number`."""
        found: dict[int, float] = {}
        self.entities.add(number, found)
        found.pop(number, None)
        self._closest[number] = dict(foremost(found, KEPT))
        return found

    def closest(self, number: int) -> Mapping[int, float]:
        """Return the KEPT nearest of what `near` finds: related articles and stories ask for it."""
        if number not in self._closest:
            self.near(number)
        return self._closest[number]

    @cached_property
    def _closest(self) -> dict[int, Mapping[int, float]]:
        return {}


def foremost(found: Mapping[int, float], most: int) -> list[tuple[int, float]]:
    """Return the `most` nearest of node → nearness, nearest first, equals by number."""
    least = last_of(found.values(), most)
    near = sorted((-how, other) for other, how in found.items() if how >= least)
    return [(other, -how) for how, other in near[:most]]


def last_of(found: Iterable[float], most: int) -> float:
    """Return the last of the `most` greatest; infinite for none."""
    greatest = sorted(found, reverse=True)[:most]  # of some hundred: quicker than a heap
    return greatest[-1] if greatest else math.inf


def _weights(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    rare = filter(idf.__contains__, counts)
    return {f: idf[f] * (1 + math.log(n)) if (n := counts[f]) > 1 else idf[f] for f in rare}


def _heaviest(weights: dict[str, float], most: int | None) -> dict[str, float]:
    if most is None or len(weights) <= most:
        return weights
    order = sorted((-weight, feature) for feature, weight in weights.items())
    return {feature: -weight for weight, feature in order[:most]}


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {feature: weight / length for feature, weight in weights.items()}
