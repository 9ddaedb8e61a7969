/* The answer to a request that takes too long is made first, so that there is one to send. */
#include "web/exchange.h"

#include "web/answer.h"
#include "web/budget.h"

/* Small enough that a slow client takes one in time. */
#define PART ((gsize)64 << 10)

static gboolean is_head(const OsintRequest *request)
{
    return g_str_equal(request->method, "HEAD");
}

static gboolean send_all(const OsintCarrier *carrier, const GString *out)
{
    for (gsize at = 0; at < out->len; at += PART) {
        osint_budget_send(OSINT_BUDGET_TIME);
        if (!carrier->send(carrier->user_data, out->str + at, MIN(PART, out->len - at)))
            return FALSE;
    }
    return TRUE;
}

gboolean osint_exchange(OsintSite *site, const OsintRequest *request, const OsintCarrier *carrier,
                        guint *status)
{
    g_autoptr(OsintResponse) overdue = osint_answer_overdue(request);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) words = g_string_new(NULL);
    g_autofree char *log = g_strconcat("osint-search.cgi: ", overdue->log, NULL);
    osint_response_write_cgi(overdue, is_head(request), words);
    const OsintLastWords last = {carrier->connection, carrier->request_id, words, log};
    osint_budget_begin(&last, OSINT_BUDGET_CPU, OSINT_BUDGET_TIME);
    g_autoptr(OsintResponse) response = osint_site_answer(site, request, g_get_real_time() / G_USEC_PER_SEC);
    osint_response_write_cgi(response, is_head(request), out);
    if (response->log != NULL)
        carrier->log(carrier->user_data, response->log);
    *status = response->status;
    gboolean sent = send_all(carrier, out);
    osint_budget_end();
    return sent;
}
