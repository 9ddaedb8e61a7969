"""run.py [--OPTION-OF-NODE]... SUITE...: runs suites of this folder in Node against the search page behind lighttpd, over three indexes."""
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "web"))
from server import find_lighttpd, lighttpd  # noqa: E402
from webpage import WORK  # noqa: E402

SKIPPED = 77
INDEXES = {"SAMPLE": WORK / "index", "HOSTILE": WORK / "naughty/index", "EMPTY": WORK / "empty"}


def find_chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def missing():
    if find_chromium() is None or find_lighttpd() is None or shutil.which("node") is None:
        return "no Chromium, no lighttpd or no node here"
    if not (pathlib.Path(os.environ["OSINT_BROWSER_MODULES"]) / "node_modules").is_dir():
        return "the packages of package-lock.json are not installed"
    return None


def main():
    reason = missing()
    if reason is not None:
        print(f"skipped: {reason}")
        return SKIPPED
    environment = dict(os.environ, OSINT_CHROMIUM=find_chromium(), OSINT_WEB_WORK=str(WORK))
    with contextlib.ExitStack() as servers:
        for name, index in INDEXES.items():
            port, _ = servers.enter_context(lighttpd("", index))
            environment[f"OSINT_SITE_{name}"] = f"http://127.0.0.1:{port}"
        options = [each for each in sys.argv[1:] if each.startswith("-")]
        suites = [HERE / f"{each}.mjs" for each in sys.argv[1:] if not each.startswith("-")]
        return subprocess.run(["node", "--test", "--test-reporter=spec", *options, *suites], env=environment,
                              stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
