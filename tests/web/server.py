"""The program under real web servers, each with its example configuration, on a free port of the loopback address."""
import contextlib
import ctypes
import http.client
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from webpage import CGI, INDEX, SOURCE

EXAMPLES = SOURCE / "web/examples"
PASSED_ON = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
PR_SET_PDEATHSIG = 1


def find_server(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")


def find_lighttpd():
    return find_server("lighttpd")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def die_with_test():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def sanitizers():
    """Their options, which servers must pass on."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}


def program_environment(**more):
    """Of a process of the program itself: what a service manager gives it."""
    return {"PATH": os.environ["PATH"], "OSINT_DB": str(INDEX), **sanitizers(), **more}


class Place:
    """A folder, a port and the processes of one test; all of it is gone afterwards."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="osint-web-"))
        self.home.chmod(0o755)
        self.port = free_port()
        self.processes = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            self.stop(process)
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self, *command, **keys):
        process = subprocess.Popen(command, stdin=keys.pop("stdin", subprocess.DEVNULL), start_new_session=True,
                                   preexec_fn=die_with_test, **keys)
        self.processes.append(process)
        return process

    def stop(self, process):
        if process.poll() is None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def wait_until_it_answers(self):
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            if self.processes[-1].poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"no server at port {self.port}: {self.logs()}")

    def example(self, name, **replaced):
        """An example configuration with the paths and the port of this place."""
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        for old, new in {"/usr/lib/cgi-bin/osint-search.cgi": CGI, "/var/lib/osint-search/index": INDEX,
                         **replaced}.items():
            if old not in text and old in replaced:
                raise ValueError(f"{name} has no {old!r}")
            text = text.replace(old, str(new))
        return text

    def write(self, name, text):
        (self.home / name).write_text(text, encoding="utf-8")
        return self.home / name

    def logs(self):
        return "".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(self.home.glob("*.log")))

    def start_program(self, **variables):
        """The program as FastCGI, with a listening socket as standard input; its path."""
        path = self.home / "program.socket"
        with socket.socket(socket.AF_UNIX) as listening, open(self.home / "program.log", "wb") as log:
            listening.bind(str(path))
            path.chmod(0o777)
            listening.listen(128)
            self.program = self.start(CGI, stdin=listening, stderr=log, env=program_environment(**variables))
        return path


LIGHTTPD = """
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


def write_lighttpd(place, mount, index=INDEX):
    """The path of a configuration for the program as CGI, mounted there."""
    more = "".join(f', "{name}" => "{value}"' for name, value in sanitizers().items())
    return place.write("lighttpd.conf", LIGHTTPD.format(home=place.home, port=place.port, index=index, cgi=CGI,
                                                        mount=mount, more=more))


@contextlib.contextmanager
def lighttpd(mount, index=INDEX):
    """Yields the port and the folder with the logs."""
    with Place() as place:
        place.start(find_lighttpd(), "-D", "-f", write_lighttpd(place, mount, index))
        place.wait_until_it_answers()
        yield place.port, place.home


def fetch(port, target, method="GET", headers=None, body=None):
    """Status, headers, body; target is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, target, headers=headers or {}, body=body)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()
