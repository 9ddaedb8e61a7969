/* Parameters that the server sends are those of one request; none reaches the environment. */
#include "web/fastcgi.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "indexer/store/state.h"
#include "web/exchange.h"

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

static void stop_on_signals(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};
    nowhere = open("/dev/null", O_RDONLY | O_CLOEXEC);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
}

static gboolean within_limits(guint served)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return served < OSINT_FASTCGI_REQUESTS && used.ru_maxrss < OSINT_FASTCGI_MEMORY &&
           used.ru_utime.tv_sec + used.ru_stime.tv_sec < OSINT_FASTCGI_CPU;
}

static gboolean send_part(gpointer user_data, const char *bytes, gsize length)
{
    FCGX_Request *peer = user_data;
    return FCGX_PutStr(bytes, (int)length, peer->out) == (int)length && FCGX_FFlush(peer->out) == 0;
}

/* At once: a server that has the whole answer may not wait for more. */
static void log_line(gpointer user_data, const char *line)
{
    FCGX_Request *peer = user_data;
    FCGX_FPrintF(peer->err, "osint-search.cgi: %s\n", line);
    FCGX_FFlush(peer->err);
}

/* The status of the answer. */
static guint answer(FCGX_Request *peer, OsintSite *site)
{
    guint status;
    g_autofree char *failure_id = osint_request_failure_id();
    g_autoptr(OsintRequest) request = osint_request_new(parameter, peer, failure_id);
    const OsintCarrier carrier = {peer->ipcFd, (guint16)peer->requestId, send_part, log_line, peer};
    osint_exchange(site, request, &carrier, &status);
    return status;
}

gboolean osint_fastcgi_is_asked(void)
{
    return !FCGX_IsCGI();
}

gboolean osint_fastcgi_prepare(void)
{
    stop_on_signals();
    return FCGX_Init() == 0;
}

/* A connection is closed even when the server would keep it: while one is kept, this process has no other.
 * After an index that cannot be read, another worker begins with new rules for the paths that it may read. */
int osint_fastcgi_serve(OsintSite *site)
{
    FCGX_Request peer;
    if (FCGX_InitRequest(&peer, STDIN_FILENO, 0) != 0)
        return 1;
    guint status = 200;
    if (osint_site_location(site) == NULL || !osint_index_is_there(osint_site_location(site)))
        alarm(OSINT_FASTCGI_WITHOUT_INDEX);
    for (guint served = 0; status != 503 && within_limits(served) && FCGX_Accept_r(&peer) == 0; served++) {
        status = answer(&peer, site);
        FCGX_Finish_r(&peer);
        FCGX_Free(&peer, TRUE);
    }
    return 0;
}
