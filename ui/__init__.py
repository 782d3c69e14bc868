"""Who sees it: the command line, the chat page, the HTTP API and MCP. The ways in are qa.Engine and index.Archive."""
