"""How problems are said: to a person, to a program, to GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from hub.problems import Problem

#: What GitHub calls a line that stops a change, one to know of, and one in between.
ERROR, NOTICE, WARNING = "error", "notice", "warning"


def for_github(problems: Sequence[Problem], level: str = ERROR) -> str:
    """Workflow commands, which GitHub shows beside the line concerned."""

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    return "\n".join(
        f"::{level} file={escaped(one.file).replace(',', '%2C').replace(':', '%3A')},line={one.line}::"
        f"{escaped(f'{one.what} – {one.cure}')}"
        for one in problems
    )


def _data(one: Problem) -> dict[str, str | int | bool]:
    mechanical = one.mend is not None
    return {"file": one.file, "line": one.line, "what": one.what, "cure": one.cure, "mechanical": mechanical}


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": lambda problems: "\n".join(map(str, problems)),
    "json": lambda problems: json.dumps([_data(one) for one in problems], ensure_ascii=False, indent=2),
    "github": for_github,
}


def apart(form: str, groups: Mapping[str, tuple[str, str, Sequence[Problem]]]) -> str:
    """Several groups in one of the formats; each by its name with GitHub's level, a heading and its lines.

    A group without a heading stands for itself; JSON gives one object with a list a group.
    """
    if form == "json":
        data = {name: [_data(one) for one in lines] for name, (_, _, lines) in groups.items()}
        return json.dumps(data, ensure_ascii=False, indent=2)
    full = [(level, heading, lines) for level, heading, lines in groups.values() if lines]
    if form == "github":
        return "\n".join(for_github(lines, level) for level, _, lines in full)
    return "\n\n".join((f"{heading}\n" if heading else "") + FORMATS[form](lines) for _, heading, lines in full)
