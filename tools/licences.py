"""Every installed package has a licence that lets anybody use, change and pass on Tertulia as a whole."""

import json
import re
import subprocess
import sys

_ALLOWED = re.compile(
    r"MIT|MIT-0|MIT-CMU|MIT License|BSD|BSD License|BSD-[23]-Clause|Apache-2\.0|Apache Software License|ISC|Zlib|"
    r"PSF-2\.0|Python Software Foundation License|PostgreSQL|The Unlicense.*|CC0.*|0BSD|"
    r"MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)|LGPL.*|GNU (Lesser|Library) General Public License.*"
)
# Packages whose metadata do not say, read by hand.
_READ_BY_HAND = {
    "axe-playwright-python": "MIT, and MPL-2.0 for axe-core in it",
    "pysqlite3": "zlib",
    "qrcode": "BSD and MIT",
}
_OURS = {"tertulia"}


def main() -> int:
    """Exit code 1 and a line per package if any licence is not on the list."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json"]
    packages = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    packages = [package for package in packages if package["Name"].lower() not in _OURS]
    bad = [p for p in packages if p["Name"].lower() not in _READ_BY_HAND and not _is_allowed(p["License"])]
    for package in bad:
        print(f"licences: {package['Name']} {package['Version']}: {package['License']}")
    print(f"licences: {len(packages)} packages, {len(bad)} not on the list")
    return 1 if bad else 0


def _is_allowed(licence: str) -> bool:
    """Of alternatives one is enough; of licences that apply together each must be allowed."""
    together = re.split(r";\s*|\s+AND\s+", licence)
    return all(any(_ALLOWED.fullmatch(one.strip()) for one in re.split(r"\s+OR\s+", part)) for part in together)


if __name__ == "__main__":
    sys.exit(main())
