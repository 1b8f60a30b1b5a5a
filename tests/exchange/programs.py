"""Programs that nobody here wrote and that judge what is exported; run as programs, in an environment of their own
(``make test`` makes it: requirements/programs.txt)."""

import os
import subprocess
import sys
from pathlib import Path

HOME = Path(sys.prefix) / "programs"


def judged(program: str, *arguments: str, folder: Path) -> str:
    """What the program prints, run in that folder to its good end."""
    pandoc = next(HOME.glob("lib/python*/site-packages/pypandoc/files"))
    path = os.pathsep.join([str(HOME / "bin"), str(pandoc), os.environ.get("PATH", "")])
    command = [str(HOME / "bin" / program), *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
