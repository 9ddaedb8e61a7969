/* osint-search.cgi: one CGI/1.1 request from the environment, one answer to standard output; or many by
 * FastCGI. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "indexer/store/index.h"
#include "search/saved.h"
#include "web/budget.h"
#include "web/exchange.h"
#include "web/fastcgi.h"
#include "web/keeper.h"
#include "web/sandbox.h"

#define MOST_DISCARDED ((gsize)16 << 20)

static const char usage[] =
    "Usage: osint-search.cgi [--help] [--version]\n"
    "A CGI and FastCGI program: a web server runs it, with the request in the environment, or with a socket "
    "to\n"
    "listen on as standard input.\n"
    "The index is $OSINT_DB, else db= of the configuration file. See osint-search.cgi(8).\n";

static const char *variable(const char *name, gpointer user_data)
{
    (void)user_data;
    return g_getenv(name);
}

/* A web server may pass a query as arguments (CGI/1.1, "search string"): only a person's are read. */
static int run_by_hand(int argc, char **argv)
{
    if (argc == 2 && g_str_equal(argv[1], "--version")) {
        puts("osint-search.cgi " OSINT_VERSION);
        return 0;
    }
    gboolean help = argc == 2 && g_str_equal(argv[1], "--help");
    fputs(usage, help ? stdout : stderr);
    return help ? 0 : 2;
}

/* What the environment and the configuration say, which no request can. */
static OsintSite *configured_site(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GKeyFile) configuration = osint_config_load(NULL, &error);
    guint timeout = 0;
    gboolean configured =
        configuration != NULL && osint_config_shard_timeout(configuration, &timeout, &error);
    g_autofree char *location = configured ? osint_index_location(NULL, NULL, &error) : NULL;
    g_autoptr(GHashTable) saved = configuration != NULL ? osint_saved_read(configuration) : NULL;
    OsintSite *site = osint_site_new(location, saved, error != NULL ? error->message : NULL);
    osint_site_set_timeout(site, timeout);
    return site;
}

static gboolean print(gpointer user_data G_GNUC_UNUSED, const char *bytes, gsize length)
{
    for (gsize at = 0; at < length;) {
        ssize_t written = write(STDOUT_FILENO, bytes + at, length - at);
        if (written < 0 && errno != EINTR)
            return FALSE;
        at += written > 0 ? (gsize)written : 0;
    }
    return TRUE;
}

static void print_log(gpointer user_data G_GNUC_UNUSED, const char *line)
{
    fprintf(stderr, "osint-search.cgi: %s\n", line);
}

/* A server that is still writing a body nobody asked for might lose the answer. */
static void discard_body(void)
{
    char bytes[1 << 14];
    const char *length = g_getenv("CONTENT_LENGTH");
    gsize left = length != NULL && *length != '\0' ? MOST_DISCARDED : 0;
    while (left > 0) {
        ssize_t got = read(STDIN_FILENO, bytes, MIN(sizeof bytes, left));
        if (got == 0 || (got < 0 && errno != EINTR))
            return;
        left -= got > 0 ? (gsize)got : 0;
    }
}

static int answer_once(void)
{
    guint status;
    const OsintCarrier carrier = {.connection = STDOUT_FILENO, .send = print, .log = print_log};
    g_autofree char *failure_id = osint_request_failure_id();
    g_autoptr(OsintSite) site = configured_site();
    g_autoptr(OsintRequest) request = osint_request_new(variable, NULL, failure_id);
    osint_site_prepare(request);
    osint_sandbox_enter(osint_site_location(site), OSINT_BUDGET_CPU + 1);
    gboolean sent = osint_exchange(site, request, &carrier, &status);
    alarm(OSINT_BUDGET_TIME);
    discard_body();
    return sent ? 0 : 1;
}

/* Chance is asked for once before the sandbox, which has no device for it. */
static int serve(gpointer user_data G_GNUC_UNUSED)
{
    g_autofree char *unused G_GNUC_UNUSED = osint_request_failure_id();
    g_autoptr(OsintSite) site = configured_site();
    osint_site_prepare(NULL);
    if (!osint_fastcgi_prepare())
        return 1;
    osint_sandbox_enter(osint_site_location(site), 2 * OSINT_FASTCGI_CPU);
    return osint_fastcgi_serve(site);
}

int main(int argc, char **argv)
{
    if (g_getenv("REQUEST_METHOD") != NULL)
        return answer_once();
    return osint_fastcgi_is_asked() ? osint_keep(serve, NULL) : run_by_hand(argc, argv);
}
