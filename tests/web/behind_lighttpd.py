"""osint-search.cgi behind lighttpd: as CGI, mounted at the root and in a folder, and as FastCGI."""
import unittest

import mounted
from server import find_lighttpd, sanitizers, write_lighttpd


class AtRoot(mounted.Mounted, unittest.TestCase):
    @classmethod
    def start(cls, place):
        place.start(find_lighttpd(), "-D", "-f", write_lighttpd(place, cls.mount))


class ExampleWithLog:
    """An example does not say where the log is."""

    @classmethod
    def start(cls, place):
        text = place.example(cls.name, **{
            "server.port = 8080": f'server.port = {place.port}\nserver.errorlog = "{place.home}/error.log"\n'
                                  f'server.breakagelog = "{place.home}/breakage.log"',
            "/var/empty": place.home, **cls.replaced(place)})
        place.start(find_lighttpd(), "-D", "-f", place.write("lighttpd.conf", text))


class Cgi(ExampleWithLog, mounted.Mounted, unittest.TestCase):
    mount, name = "/cgi-bin/osint-search.cgi", "lighttpd.conf"

    @staticmethod
    def replaced(_):
        return {'( "OSINT_DB"': "( " + "".join(f'"{name}" => "{value}", ' for name, value in sanitizers().items())
                                + '"OSINT_DB"'}


class FastCgi(ExampleWithLog, mounted.Mounted, unittest.TestCase):
    name = "lighttpd-fastcgi.conf"

    @staticmethod
    def replaced(place):
        return {"/run/lighttpd": place.home, '( "PATH" )': '( "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS" )'}


if __name__ == "__main__":
    mounted.main("lighttpd")
