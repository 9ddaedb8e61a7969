/* Parameters that the server sends are those of one request; none reaches the environment. */
#include "web/fastcgi.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static int nowhere = -1;

static const char *parameter(const char *name, gpointer user_data)
{
    const FCGX_Request *peer = user_data;
    return FCGX_GetParam(name, peer->envp);
}

/* A wait for the next connection fails from now on, whether it has begun or not; reading and writing go on.
 */
static void stop(int number G_GNUC_UNUSED)
{
    dup2(nowhere, STDIN_FILENO);
}

static void stop_on_sigterm(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};
    nowhere = open("/dev/null", O_RDONLY | O_CLOEXEC);
    sigaction(SIGTERM, &action, NULL);
}

static gboolean within_limits(guint served)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return served < OSINT_FASTCGI_REQUESTS && used.ru_maxrss < OSINT_FASTCGI_MEMORY;
}

/* FALSE when the worker should end: the index could not be read, which another one may be able to. */
static gboolean answer(FCGX_Request *peer, OsintSite *site)
{
    g_autofree char *failure_id = osint_request_failure_id();
    g_autoptr(OsintRequest) request = osint_request_new(parameter, peer, failure_id);
    g_autoptr(OsintResponse) response = osint_site_answer(site, request, g_get_real_time() / G_USEC_PER_SEC);
    g_autoptr(GString) out = g_string_new(NULL);
    osint_response_write_cgi(response, g_str_equal(request->method, "HEAD"), out);
    if (response->log != NULL)
        FCGX_FPrintF(peer->err, "osint-search.cgi: %s\n", response->log);
    FCGX_PutStr(out->str, (int)out->len, peer->out);
    return response->status != 503;
}

gboolean osint_fastcgi_is_asked(void)
{
    return !FCGX_IsCGI();
}

/* A connection is closed even when the server would keep it: while one is kept, this process has no other. */
int osint_fastcgi_serve(OsintSite *site)
{
    FCGX_Request peer;
    if (FCGX_Init() != 0 || FCGX_InitRequest(&peer, STDIN_FILENO, 0) != 0)
        return 1;
    stop_on_sigterm();
    gboolean good = TRUE;
    for (guint served = 0; good && within_limits(served) && FCGX_Accept_r(&peer) == 0; served++) {
        good = answer(&peer, site);
        FCGX_Finish_r(&peer);
        FCGX_Free(&peer, TRUE);
    }
    return 0;
}
