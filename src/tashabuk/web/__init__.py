"""The workbench in a browser: pages that parse a request, call one use case, and render; each with a JSON twin."""
