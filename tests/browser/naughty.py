"""Strings that break programs: a small set of our own, and the big list of naughty strings where it is at hand."""
import json
import os
import pathlib
import tarfile

from webpage import NAUGHTY

SHARED = pathlib.Path(os.environ["OSINT_SOURCE"]).parent / "shared/data/files/robust.tar.gz"

OWN = [
    *NAUGHTY,
    "<svg><script>window.marker=1</script></svg>",
    "<iframe srcdoc='<script>parent.marker=1</script>'>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><button>x",
    "<style>*{display:none}</style>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "</script><script>alert(1)</script>",
    "\" onmouseover=alert(1) x=\"",
    "`onfocus=alert(1)//",
    "\u2028\u2029alert(1)",
    "\ufeff\u200b\u00adinvisible",
    "\u202eevil\u202c \u2067rtl\u2069 \u061c",
    "\u2066\u2066\u2066 isolates that are not closed",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "{{constructor.constructor('alert(1)')()}}",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/%2e%2e",
    "a\nb\r\nSet-Cookie: x=y",
    "x" * 300,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 20,
]


def listed_strings():
    """The published list; nothing where the data is not here."""
    if not SHARED.exists():
        print(f"{SHARED} is not here: only the own set of strings is tried")
        return []
    with tarfile.open(SHARED) as archive:
        strings = json.load(archive.extractfile("robust/blns/blns.json"))
        odd = archive.extractfile("robust/unicode/naughty-unicode.txt").read().decode("utf-8", "replace")
    return strings + odd.splitlines()


def naughty_strings():
    """Each once, in order, without those that are only white space."""
    return [string for string in dict.fromkeys([*OWN, *listed_strings()]) if string.strip()]
