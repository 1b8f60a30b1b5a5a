"""Asks the public list of vulnerabilities about every locked package; says so where it could not ask."""

import json
import subprocess
import sys

_COMMAND = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner=off", "-fjson"]


def main() -> int:
    """Exit code 1 if a locked package has a known vulnerability."""
    files = [part for name in ("runtime", "development") for part in ("-r", f"requirements/{name}.txt")]
    answer = subprocess.run([*_COMMAND, *files], capture_output=True, text=True, check=False, timeout=300)
    try:
        packages = json.loads(answer.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (answer.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"audit: NOT POSSIBLE here ({last[:200]})")
        return 0
    unasked = [package for package in packages if "skip_reason" in package]
    bad = [package for package in packages if package.get("vulns")]
    for package in bad:
        for flaw in package["vulns"]:
            print(f"audit: {package['name']} {package['version']}: {flaw['id']}, fixed in {flaw['fix_versions']}")
    if unasked:
        print(f"audit: NOT POSSIBLE here for {len(unasked)} of {len(packages)} packages: {unasked[0]['skip_reason']}")
    print(f"audit: {len(packages) - len(unasked)} packages asked about, {len(bad)} with known vulnerabilities")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
