"""osint-search.cgi behind Apache httpd: as CGI, by mod_fcgid, and by mod_proxy_fcgi."""
import base64
import os
import shutil
import subprocess
import unittest

import mounted
from server import find_server, fetch, sanitizers
from webpage import CGI, INDEX

MODULES = "/usr/lib/apache2/modules"
APACHE = """
ServerRoot {home}
ServerName localhost
PidFile {home}/apache.pid
Listen 127.0.0.1:{port}
DefaultRuntimeDir {home}
Mutex file:{home} default
{user}
ErrorLog {home}/error.log
LogLevel warn
LoadModule mpm_event_module {modules}/mod_mpm_event.so
StartServers 1
ServerLimit 2
ThreadsPerChild 16
MaxRequestWorkers 32
{loads}
{passed_on}
{more}
{site}
"""
ALWAYS = ("alias", "env", "auth_basic", "authn_core", "authn_file", "authz_core", "authz_user")
PASSWORD = "reader:" + subprocess.run(["openssl", "passwd", "-apr1", "secret"], capture_output=True, text=True,
                                      check=True).stdout if shutil.which("openssl") else "reader:{PLAIN}secret\n"
CREDENTIALS = "Basic " + base64.b64encode(b"reader:secret").decode()


def missing(*modules):
    return [name for name in modules if not os.path.exists(f"{MODULES}/mod_{name}.so")]


class Apache(mounted.Mounted):
    """An example as it is, but for its paths. Apache does not work as root: what it runs is put where others may."""
    modules = ()
    more = ""

    @classmethod
    def start(cls, place):
        if missing(*ALWAYS, *cls.modules):
            raise unittest.SkipTest("not all modules of Apache are here")
        place.write("passwords", PASSWORD)
        (place.home / "cgi-bin").mkdir()
        shutil.copy(CGI, place.home / "cgi-bin")
        shutil.copytree(INDEX, place.home / "index", symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", place.home], check=True)
        text = place.example(cls.name, **{
            "<VirtualHost *:80>": f"<VirtualHost 127.0.0.1:{place.port}>",
            "/etc/osint-search/passwords": place.home / "passwords",
            "${APACHE_LOG_DIR}": place.home, **cls.replaced(place)})
        text = text.replace(str(CGI), str(place.home / "cgi-bin/osint-search.cgi"))
        text = text.replace(str(INDEX), str(place.home / "index"))
        config = place.write("apache.conf", APACHE.format(
            home=place.home, port=place.port, site=text, modules=MODULES,
            more=cls.more.format(home=place.home),
            user="User nobody\nGroup nogroup" if os.geteuid() == 0 else "",
            passed_on="\n".join(f'SetEnv {name} "{value}"' for name, value in sanitizers().items()),
            loads="\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in ALWAYS + cls.modules)))
        if os.geteuid() == 0:
            place.home.chmod(0o777)
        place.start(find_server("apache2"), "-DFOREGROUND", "-f", config)

    @staticmethod
    def replaced(_):
        return {}

    def get(self, target, headers=None, **keys):
        return fetch(self.place.port, target, headers={"Authorization": CREDENTIALS, **(headers or {})}, **keys)

    def test_a_password_is_needed(self):
        self.assertEqual(fetch(self.place.port, "/?q=tick")[0], 401)


class Cgi(Apache, unittest.TestCase):
    name, modules, more = "apache.conf", ("cgid",), "ScriptSock {home}/cgid.socket"


class Fcgid(Apache, unittest.TestCase):
    name, modules = "apache-fcgid.conf", ("fcgid",)
    more = "FcgidIPCDir {home}/fcgid\nFcgidProcessTableFile {home}/fcgid.table"

    @staticmethod
    def replaced(place):
        return {"<Directory /usr/lib/cgi-bin>": f"<Directory {place.home}/cgi-bin>"}


class Proxy(Apache, unittest.TestCase):
    name, modules = "apache-fastcgi.conf", ("proxy", "proxy_fcgi")

    @staticmethod
    def replaced(place):
        return {"/run/osint-search-fcgi.socket": place.start_program()}


if __name__ == "__main__":
    mounted.main("apache2")
