"""Installs what package-lock.json names into the build folder, once for each lock; skipped without npm or network."""
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77
HERE = pathlib.Path(__file__).parent
MODULES = pathlib.Path(os.environ["OSINT_BROWSER_MODULES"])
LISTS = ("package.json", "package-lock.json")
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH",
               "ERR_SOCKET_TIMEOUT", "FETCH_ERROR", "network")


def is_installed():
    """The copy of the lock is written last."""
    return (MODULES / "node_modules").is_dir() and all(
        (MODULES / name).exists() and filecmp.cmp(HERE / name, MODULES / name, shallow=False) for name in LISTS)


def install():
    shutil.rmtree(MODULES, ignore_errors=True)
    fresh = MODULES.with_name(MODULES.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in LISTS:
        shutil.copy(HERE / name, fresh)
    result = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=2",
                             "--fetch-timeout=60000"], cwd=fresh, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(result.stdout)
    if result.returncode == 0:
        fresh.rename(MODULES)
        return 0
    if any(sign in result.stdout for sign in UNREACHABLE):
        print("skipped: npm's registry cannot be reached from here")
        return SKIPPED
    return result.returncode


def main():
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("skipped: no node or no npm here")
        return SKIPPED
    return 0 if is_installed() else install()


if __name__ == "__main__":
    sys.exit(main())
