"""Start of ``python3 scripts/hub VERB``.

Everything here must parse on any Python 3, so that an old one gets a sentence and not a syntax error.
On first use it makes ``.venv`` (see ``environment``) and runs the same words again inside it.
"""

import os
import shutil
import sys

OLDEST = (3, 11, 2)  # Debian 12's


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    if sys.version_info[:3] < OLDEST:
        newer = [n for n in ("python3.14", "python3.13", "python3.12", "python3.11") if shutil.which(n)]
        sys.stderr.write(
            "hub – Python %s is needed, this is %s – type: %s\n"
            % (
                ".".join(map(str, OLDEST)) + " or newer",
                ".".join(map(str, sys.version_info[:3])),
                (newer[0] + " scripts/hub " + " ".join(sys.argv[1:])).strip()
                if newer
                else "sudo apt install python3.11 python3.11-venv (or get Python from python.org)",
            )
        )
        return 2
    sys.path[0] = os.path.dirname(here)  # the package's parent, so that modules are `hub.…` and never shadowed
    from hub import environment

    if not environment.is_inside():
        return environment.run_inside(sys.argv[1:])
    from hub import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
