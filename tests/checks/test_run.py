"""All checks together: silent on what is right."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import ROOT, Project
from spoiling import found, insert


def test_the_fixture_is_clean(project: Project) -> None:
    assert found(project) == []


GOOD = (
    "In 2017–2018 and from 2016 to 2020, 4,171 of 13,496 reports; on 2026-11-23 it was 1,898 (72.3%).",
    "Write to office@example.org, or see https://example.org/2015/03/0821234567.",
    "The South African Police Service (SAPS) came. SAPS stayed, in Kenya's 24 hours and Phase II.",
    "Kenya and Mozambique met. The Institute of Roads read “Broken Lamps” by Ada Lamp.",
    "The Rescue Trust helped. Use `prostitute` in [code](index.md) only. HIV is known.",
    "The XYZ, a group of officers, and the ABC (a club) came.",
    "The book is 978 92 9022 354 2; version 2026.11 has 37.5% more.",
)


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_is_left_alone(project: Project, text: str) -> None:
    insert(f"{text}[^lamp2015]")(project)
    assert found(project) == []


def test_the_real_texts_are_clean() -> None:
    result = subprocess.run([sys.executable, "scripts/hub", "check"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No problems" in result.stdout
