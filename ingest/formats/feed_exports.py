"""Exports of WordPress (WXR) and Blogger: feeds that hold drafts, comments, files and settings beside articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NO_ARTICLES = re.compile(
    r"attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|feedback|comment|settings"
    r"|template|(?:wp|acf|elementor|jetpack|shop)[_-]\w+|theme|file",
    re.I,
)
"""What a system for publishing keeps beside its articles and pages, by its own names."""
_PUBLISHED = ("publish", "published", "live")
_WRITER = re.compile(rb"<wp:author>(.*?)</wp:author>", re.S)
_LOGIN = re.compile(rb"<wp:author_login>(.*?)</wp:author_login>", re.S)
_SHOWN = re.compile(rb"<wp:author_display_name>(.*?)</wp:author_display_name>", re.S)


def kind_unless_published(entry: Mapping[str, Any]) -> str:
    """What an entry is when it is no published article: "draft", "comment", "attachment"; "" when it is one."""
    kinds = [str(entry.get("wp_post_type") or ""), str(entry.get("blogger_type") or "").lower()]
    kinds += [
        str(tag.get("term") or "").rpartition("#")[2]
        for tag in entry.get("tags") or ()
        if str(tag.get("scheme") or "").endswith("#kind")
    ]
    status = str(entry.get("wp_status") or entry.get("blogger_status") or "published").lower()
    if odd := next((kind for kind in kinds if kind and _NO_ARTICLES.fullmatch(kind)), ""):
        return odd
    if entry.get("thr_in-reply-to"):
        return "comment"
    if str(entry.get("app_draft") or "").strip().lower() == "yes":
        return "draft"
    if status not in _PUBLISHED:
        return status
    return "with a password" if entry.get("wp_post_password") else ""


def writers_of(data: bytes) -> dict[str, str]:
    """The names of an export's writers by those that they log in with, which is what its items name them by."""
    found = {}
    for writer in _WRITER.findall(data[: data.find(b"<item")] if b"<wp:author>" in data else b""):
        login, shown = _LOGIN.search(writer), _SHOWN.search(writer)
        if login and shown and _plain(shown[1]):
            found[_plain(login[1])] = _plain(shown[1])
    return found


def _plain(content: bytes) -> str:
    return content.decode("utf-8", "replace").strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()
