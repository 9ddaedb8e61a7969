"""osint-search.cgi behind nginx: as a FastCGI process, and as a CGI program that fcgiwrap runs."""
import os
import unittest

import mounted
from server import find_server, program_environment, sanitizers
from webpage import CGI

NGINX = """
daemon off;
master_process off;
{user}
pid {home}/nginx.pid;
error_log {home}/error.log notice;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {home}/body;
    fastcgi_temp_path {home}/fastcgi;
    proxy_temp_path {home}/proxy;
    scgi_temp_path {home}/scgi;
    uwsgi_temp_path {home}/uwsgi;
{site}
}}
"""


def start_nginx(place, site):
    user = "user root;" if os.geteuid() == 0 else ""
    config = place.write("nginx.conf", NGINX.format(home=place.home, site=site, user=user))
    place.start(find_server("nginx"), "-p", place.home, "-e", place.home / "error.log", "-c", config)


class FastCgi(mounted.Mounted, unittest.TestCase):
    @classmethod
    def start(cls, place):
        start_nginx(place, place.example("nginx.conf", **{
            "listen 80": f"listen 127.0.0.1:{place.port}",
            "/run/osint-search-fcgi.socket": place.start_program()}))


class FcgiWrap(mounted.Mounted, unittest.TestCase):
    mount = ""

    @classmethod
    def start(cls, place):
        if find_server("fcgiwrap") is None:
            raise unittest.SkipTest("no fcgiwrap here")
        wrap = place.home / "fcgiwrap.socket"
        text = place.example("nginx-fcgiwrap.conf", **{
            "listen 80": f"listen 127.0.0.1:{place.port}", "/run/fcgiwrap.socket": wrap,
            "fastcgi_param OSINT_DB": "".join(f"fastcgi_param {name} {value};\n" for name, value in sanitizers().items())
                                      + "fastcgi_param OSINT_DB"})
        place.start(find_server("fcgiwrap"), "-f", "-s", f"unix:{wrap}")
        start_nginx(place, text)


class SpawnFcgi(mounted.Mounted, unittest.TestCase):
    """As the comment in the example has it."""

    @classmethod
    def start(cls, place):
        if find_server("spawn-fcgi") is None:
            raise unittest.SkipTest("no spawn-fcgi here")
        spawned = place.home / "spawned.socket"
        with open(place.home / "program.log", "wb") as log:
            place.start(find_server("spawn-fcgi"), "-n", "-s", spawned, "--", CGI, env=program_environment(), stderr=log)
        start_nginx(place, place.example("nginx.conf", **{
            "listen 80": f"listen 127.0.0.1:{place.port}", "/run/osint-search-fcgi.socket": spawned}))


if __name__ == "__main__":
    mounted.main("nginx")
