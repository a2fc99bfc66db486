"""What is made of a build, one module an output. `build` runs them in order; `hooks.py` hands MkDocs' events to it."""
