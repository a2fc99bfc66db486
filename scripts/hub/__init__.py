"""The hub's tools. ``python3 scripts/hub --help`` lists the verbs; the README maps the modules."""
