"""One application on one port: who may enter, the JSON API, MCP, dropped files, and the pages beside the chat."""
