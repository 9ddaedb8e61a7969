"""osint-search.cgi behind lighttpd: mounted at the root and in a folder."""
import unittest

import mounted
from server import find_lighttpd, write_lighttpd


class AtRoot(mounted.Mounted, unittest.TestCase):
    @classmethod
    def start(cls, place):
        place.start(find_lighttpd(), "-D", "-f", write_lighttpd(place, cls.mount))


class InFolder(AtRoot):
    mount = "/cgi-bin/osint-search.cgi"


if __name__ == "__main__":
    mounted.main("lighttpd")
