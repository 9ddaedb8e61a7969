/* osint-search.cgi: one CGI/1.1 request from the environment, one answer to standard output; or many by
 * FastCGI. */
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "indexer/store/index.h"
#include "search/saved.h"
#include "web/fastcgi.h"
#include "web/keeper.h"
#include "web/site.h"

#define CPU_SECONDS 20

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

/* A query that runs away is stopped by the kernel; the server then answers for us. */
static void limit_resources(void)
{
    const struct rlimit cpu = {CPU_SECONDS, CPU_SECONDS + 1};
    const struct rlimit core = {0, 0};
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
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

static int answer_once(void)
{
    limit_resources();
    g_autofree char *failure_id = osint_request_failure_id();
    g_autoptr(OsintRequest) request = osint_request_new(variable, NULL, failure_id);
    g_autoptr(OsintSite) site = configured_site();
    g_autoptr(OsintResponse) response = osint_site_answer(site, request, g_get_real_time() / G_USEC_PER_SEC);
    if (response->log != NULL)
        fprintf(stderr, "osint-search.cgi: %s\n", response->log);
    g_autoptr(GString) out = g_string_new(NULL);
    osint_response_write_cgi(response, g_str_equal(request->method, "HEAD"), out);
    gboolean written = fwrite(out->str, 1, out->len, stdout) == out->len && fflush(stdout) == 0;
    return written ? 0 : 1;
}

static int serve(gpointer user_data G_GNUC_UNUSED)
{
    g_autoptr(OsintSite) site = configured_site();
    return osint_fastcgi_serve(site);
}

int main(int argc, char **argv)
{
    if (g_getenv("REQUEST_METHOD") != NULL)
        return answer_once();
    return osint_fastcgi_is_asked() ? osint_keep(serve, NULL) : run_by_hand(argc, argv);
}
