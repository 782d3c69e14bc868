"""Finding passages: candidates by words and by meaning, both scores on one scale, one article of each story."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from index.filters import Filters
from index.models.embedder import Vectors
from index.results import Hit
from index.search.admitted import MOST_CANDIDATES, SPARE, Admitted, Parts, among
from index.stores.catalogue import Place
from index.stores.lexical import LexicalIndex
from index.stores.records import passage_key
from index.stores.stores import Stores
from index.stores.vectors import VectorStore
from ingest import Passage

_LIKELY = 0.4
"""How far from the average a passage's cosine is, in standard deviations, for each one that its BM25 score is: what is
taken of a passage that has no vector as yet."""
_USUAL = 0.05, 0.1
"""Mean and deviation of the cosines of a question with news passages, where there are no vectors to tell."""
_MEAN_WEIGHT = 1.09
"""How much of its weight (idf) a word brings a passage on average that contains it; measured on news passages."""
_SPREAD = 1.26
"""How much wider BM25 scores spread than if words occurred independently of each other; measured likewise."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """How many candidates to ask each store for, and which passages are admitted; None when all are."""

    limit: int
    admitted: Admitted | None


@dataclass(slots=True)
class _Scored:
    place: Place
    score: float
    lexical: float
    dense: float


_Scores: TypeAlias = tuple[dict[int, float], tuple[float, float]]
"""Scores by key, with the mean and the standard deviation of such scores over the whole archive."""


class Search:
    """Search over the stores of an archive."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._parts = Parts(stores)

    def __call__(
        self, query: str, limit: int, filters: Filters, as_of: date | None, per_story: bool, words_only: bool
    ) -> list[Hit]:
        """Find passages; see :meth:`index.archive.Archive.search`."""
        if limit < 1 or not any(map(str.isalnum, query)) or not self._stores.catalogue.newest_live():
            return []
        filters = filters.until(as_of)
        plan = self._plan(filters)
        if plan is None:
            return []
        ranked = self._ranked(query, plan, filters, as_of, words_only)
        chosen = (_one_article_each(ranked) if per_story else ranked)[:limit]
        stories = self._stores.catalogue.copies({s.place.story for s in chosen}) if per_story else {}
        return self._hits(chosen, stories)

    def _plan(self, filters: Filters) -> _Plan | None:
        """How to apply filters: the stores' own are slow, and leaving out afterwards is quick unless most go."""
        wanted = self._stores.settings.search.candidates
        if filters.admits_all:
            return _Plan(wanted, None)
        admitted = self._parts.of(filters)
        if not admitted.count:
            return None
        more = min(int(SPARE * wanted / admitted.share), MOST_CANDIDATES)
        return _Plan(wanted if admitted.few else more, admitted)

    def _ranked(self, query: str, plan: _Plan, filters: Filters, as_of: date | None, words_only: bool) -> list[_Scored]:
        stores = self._stores
        admitted, words = plan.admitted, stores.lexical
        moments = stores.moments if not words_only and stores.has_vectors else None
        vector = stores.embedder.encode_query(query) if moments and moments.count else None
        vectors = stores.vectors if vector is not None else None
        dense = self._nearest(vector, vectors, plan) if vector is not None and vectors else {}
        lexical = (
            dict(words.best(query, plan.limit))
            if admitted is None or not admitted.few
            else admitted.worded(stores, query, plan.limit)
        )
        keys = among(list(dense.keys() | lexical.keys()), admitted.keys(stores) if admitted else None)
        places = stores.catalogue.places(keys, filters)
        places = _best_of_each(places, dense, lexical, stores.settings.search.candidates)
        lexical |= words.scores(query, [p.key for p in places if p.key not in lexical])
        usual = _USUAL
        if vector is not None and vectors and moments:
            dense |= self._cosines(vector, vectors, [p for p in places if p.key not in dense])
            usual = moments.spread(vector)
        return self._fused(places, (dense, usual), (lexical, _lexical_spread(words, query)), as_of)

    def _nearest(self, vector: Vectors, vectors: VectorStore, plan: _Plan) -> dict[int, float]:
        """The cosines of the nearest passages, among those that the plan admits."""
        if plan.admitted is not None and plan.admitted.few:
            return dict(plan.admitted.nearest(self._stores, vector, plan.limit))
        return {passage_key(id_): cosine for id_, cosine in vectors.nearest(vector, plan.limit)}

    def _shown(self, places: Sequence[Place]) -> dict[str, int]:
        """Id and key of those of some passages whose vectors this process can see."""
        return {p.id: p.key for p in places if self._stores.shows_vectors_of(p.no)}

    def _cosines(self, vector: Vectors, vectors: VectorStore, places: Sequence[Place]) -> dict[int, float]:
        """The cosines of passages that only their words brought up."""
        ids = self._shown(places)
        held = vectors.get(list(ids)) if ids else {}
        return {ids[id_]: float(vector @ row) for id_, row in held.items()}

    def _fused(
        self, places: Sequence[Place], by_meaning: _Scores, by_words: _Scores, as_of: date | None
    ) -> list[_Scored]:
        """Both scores in standard deviations over the whole archive, weighted; with a date, recency beside them.

        A passage without a vector as yet is taken to be as near in meaning as its words make likely.
        """
        settings = self._stores.settings.search
        dense, (dense_mean, dense_spread) = by_meaning
        lexical, (lexical_mean, lexical_spread) = by_words
        scored = []
        for place in places:
            bm25 = lexical.get(place.key, 0.0)
            worded = (bm25 - lexical_mean) / lexical_spread
            cosine = dense.get(place.key, dense_mean + _LIKELY * worded * dense_spread)
            score = settings.dense_weight * (cosine - dense_mean) / dense_spread
            score += (1 - settings.dense_weight) * worded
            scored.append(_Scored(place, score, bm25, cosine))
        lift = _lifts(scored)
        for s in scored:
            s.score += settings.article_weight * lift[s.place.no]
            if as_of is not None and s.place.day is not None:
                s.score += settings.recency_weight * math.exp((s.place.day - as_of.toordinal()) / settings.recency_days)
        return sorted(scored, key=lambda s: (-s.score, s.place.day or 0, s.place.item, s.place.start))

    def _hits(self, chosen: Sequence[_Scored], stories: dict[str, list[str]]) -> list[Hit]:
        articles = self._stores.catalogue.articles({s.place.no for s in chosen})
        hits = []
        for s in chosen:
            article = articles.get(s.place.no)
            if article is None:
                continue  # taken out by another process since the candidates were looked up
            passage = Passage(article.id, s.place.version, s.place.start, s.place.end)
            others = tuple(item for item in stories.get(s.place.story, ()) if item != article.id)
            hits.append(Hit(article, passage, s.score, s.lexical, s.dense, s.place.story, others))
        return hits


def _best_of_each(
    places: Sequence[Place], dense: dict[int, float], lexical: dict[int, float], limit: int
) -> list[Place]:
    """After filtering: the best by meaning and the best by words, as many of each as without filters."""
    by_dense = sorted((p for p in places if p.key in dense), key=lambda p: -dense[p.key])[:limit]
    by_words = sorted((p for p in places if p.key in lexical), key=lambda p: -lexical[p.key])[:limit]
    return list({(p.no, p.start): p for p in [*by_dense, *by_words]}.values())


def _lexical_spread(words: LexicalIndex, query: str) -> tuple[float, float]:
    """Mean and standard deviation of the BM25 scores of all passages, from how many contain each word."""
    mean = variance = 0.0
    for share, idf in words.weights(query):
        mean += share * idf
        variance += share * (1 - share) * idf * idf
    return _MEAN_WEIGHT * mean, _SPREAD * math.sqrt(variance) or 1.0


def _lifts(scored: Sequence[_Scored]) -> dict[int, float]:
    """For each article the mean score of its second and third best passages, as far as they are above the average."""
    scores: dict[int, list[float]] = {}
    for s in scored:
        scores.setdefault(s.place.no, []).append(s.score)
    lifts = {}
    for no, found in scores.items():
        others = [max(0.0, score) for score in sorted(found, reverse=True)[1:3]]
        lifts[no] = sum(others) / len(others) if others else 0.0
    return lifts


def _one_article_each(ranked: Sequence[_Scored]) -> list[_Scored]:
    """The passages of the best-placed article of each story; its copies stay out."""
    chosen: dict[str, int] = {}
    return [s for s in ranked if chosen.setdefault(s.place.story, s.place.no) == s.place.no]
