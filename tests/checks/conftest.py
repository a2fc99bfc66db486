"""What several tests of checks share."""

from __future__ import annotations

import pytest

from conftest import ROOT, Project


@pytest.fixture
def hub(project: Project) -> Project:
    """The fixture with the real dictionaries: without them no language is told from another."""
    (project.root / "dictionaries").symlink_to(ROOT / "dictionaries")
    return project
