"""osint-search.cgi behind nginx: as a FastCGI process, and as a CGI program that fcgiwrap runs."""
import os
import unittest

import mounted
from server import find_server

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


if __name__ == "__main__":
    mounted.main("nginx")
