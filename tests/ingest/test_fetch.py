import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from ingest import Article, InputError, IntakeSettings, Problem, discover, read_source
from ingest.fetch import Validators, fetch
from tests.ingest.test_feed import RSS

LIMITS = IntakeSettings()


class Site(BaseHTTPRequestHandler):
    """A site with a feed, a forbidden folder and a page that is gone."""

    asked: ClassVar[list[tuple[str, str]]] = []
    """Path and validator of each request."""

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("If-None-Match") or ""))
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /private/\n")
        elif self.path == "/feed.xml":
            if self.headers.get("If-None-Match") == '"v1"':
                self.answer(304, b"")
            else:
                self.answer(200, RSS.encode(), ETag='"v1"')
        elif self.path == "/away":
            self.answer(302, b"", Location="ftp://127.0.0.1/feed.xml")
        else:
            self.answer(429 if self.path == "/busy" else 404, b"", **{"Retry-After": "60"})

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_feed_is_fetched_once_and_then_only_when_it_has_changed(site):
    got = fetch(f"{site}/feed.xml", LIMITS)
    assert got is not None
    assert got.validators == Validators('"v1"', "")
    assert [type(item) for item in read_source(got.source, LIMITS)] == [Article, Article]
    assert fetch(f"{site}/feed.xml", LIMITS, got.validators) is None


def test_robots_are_obeyed(site):
    with pytest.raises(InputError, match=r"robots\.txt"):
        fetch(f"{site}/private/feed.xml", LIMITS)


def test_a_redirect_off_the_web_is_not_followed(site):
    with pytest.raises(InputError, match="not on the web"):
        fetch(f"{site}/away", LIMITS)


@pytest.mark.parametrize(("path", "words"), [("gone", "status 404"), ("busy", "wait 60 seconds")])
def test_what_cannot_be_had_is_one_sentence(site, path, words):
    with pytest.raises(InputError, match=words):
        fetch(f"{site}/{path}", LIMITS)


def test_an_address_may_stand_among_the_paths(site):
    found = list(discover([f"{site}/feed.xml", f"{site}/gone"], LIMITS))
    assert found[0].origin == f"{site}/feed.xml"
    assert isinstance(found[1], Problem)


def test_nobody_at_home():
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/feed.xml", LIMITS)


def test_a_file_that_lists_addresses_is_a_list_of_feeds(site, tmp_path):
    listed = tmp_path / "feeds.txt"
    listed.write_text(f"# What we read\n{site}/feed.xml\n\n{site}/gone\n")
    found = list(discover([listed], LIMITS))
    assert [item.origin for item in found] == [f"{site}/feed.xml", f"{site}/gone"]
