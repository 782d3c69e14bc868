import pytest

pytest.importorskip("llama_index.core")

from llama_index.core.schema import Document, MetadataMode

from ingest import Article, passage_context, split
from qa.retrieval.nodes import PassageParser, document_of

ARTICLE = Article(
    id="rt_1",
    headline="Harbor wall approved",
    body="\n\n".join(["The council of Portvale voted on the wall. It was late. " * 6] * 8).replace(" \n", "\n").strip(),
    source="Portvale Post",
    published_at="2024-05-06",
)


def test_nodes_are_the_passages_of_the_article():
    nodes = PassageParser().get_nodes_from_documents([document_of(ARTICLE)])
    passages = split(ARTICLE)
    assert [n.node_id for n in nodes] == [p.id for p in passages]
    assert [(n.start_char_idx, n.end_char_idx) for n in nodes] == [(p.start, p.end) for p in passages]
    assert all(n.text == ARTICLE.body[n.start_char_idx : n.end_char_idx] for n in nodes)


def test_what_is_embedded_is_the_passage_with_its_heading():
    [first, *_] = PassageParser().get_nodes_from_documents([document_of(ARTICLE)])
    assert first.get_content(MetadataMode.EMBED) == passage_context(ARTICLE, split(ARTICLE)[0])
    assert first.metadata["article_id"] == "rt_1"


def test_any_document_is_split():
    nodes = PassageParser(words=30).get_nodes_from_documents([Document(text="One sentence here. " * 40)])
    assert len(nodes) > 2
    assert nodes[0].next_node is not None
