"""The program under a real lighttpd, on a free port of the loopback address."""
import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time

from webpage import CGI, INDEX

ROOT = """
server.document-root = "{home}"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{home}/error.log"
server.breakagelog = "{home}/breakage.log"
server.modules = ( "mod_alias", "mod_cgi", "mod_setenv" )
setenv.set-environment = ( "OSINT_DB" => "{index}"{more} )
alias.url = ( "{mount}" => "{cgi}" )
cgi.assign = ( "osint-search.cgi" => "" )
"""


def find_lighttpd():
    return shutil.which("lighttpd", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def lighttpd(mount):
    """Yields the port and the folder with the logs."""
    home = tempfile.mkdtemp(prefix="osint-web-")
    port = free_port()
    more = "".join(f', "{name}" => "{os.environ[name]}"' for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS")
                   if name in os.environ)
    with open(f"{home}/lighttpd.conf", "w") as config:
        config.write(ROOT.format(home=home, port=port, index=INDEX, cgi=CGI, mount=mount, more=more))
    server = subprocess.Popen([find_lighttpd(), "-D", "-f", f"{home}/lighttpd.conf"], stdin=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.05)
        yield port, home
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def fetch(port, target, method="GET", headers=None):
    """Status, headers, body; target is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, target, headers=headers or {})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()
