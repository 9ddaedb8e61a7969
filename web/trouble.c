/* Failures: told to the client in words it can use, to the log with the reason, to both with one id. */
#include <jansson.h>
#include <string.h>

#include "web/answer.h"
#include "web/page.h"

static gboolean wants_object(const OsintRequest *request)
{
    const char *format = osint_request_parameter(request, "format");
    return format != NULL && *format != '\0' && !g_str_equal(format, "html");
}

static GString *failure_page(const OsintRequest *request, const OsintTrouble *trouble)
{
    OsintAsk ask = {
        .base = request->base, .words = request->words, .query = (char *)trouble->query, .page = 1};
    OsintPage page = {.base = request->base,
                      .words = request->words,
                      .title = trouble->heading,
                      .css = "failed",
                      .ask = &ask};
    g_autofree char *caret = trouble->query != NULL && trouble->place != NULL
                                 ? osint_query_caret(trouble->query, *trouble->place)
                                 : NULL;
    OsintFailure failure = {.status = trouble->status,
                            .heading = trouble->heading,
                            .message = trouble->message,
                            .is_english = trouble->is_english,
                            .hint = trouble->hint,
                            .detail = caret,
                            .id = request->failure_id,
                            .links = trouble->links};
    return osint_page_failure(&page, &failure);
}

static GString *failure_object(const OsintRequest *request, const OsintTrouble *trouble)
{
    json_t *error = json_pack("{s:i, s:s, s:s}", "status", (int)trouble->status, "id", request->failure_id,
                              "message", trouble->message);
    if (trouble->query != NULL && trouble->place != NULL) {
        json_int_t start = g_utf8_strlen(trouble->query, trouble->place->start);
        json_int_t end = g_utf8_strlen(trouble->query, trouble->place->end);
        json_object_set_new(error, "query", json_string(trouble->query));
        json_object_set_new(error, "start", json_integer(start));
        json_object_set_new(error, "end", json_integer(end));
    }
    json_t *object = json_pack("{s:s, s:o}", "format", "osint-search/1", "error", error);
    char *text = json_dumps(object, JSON_INDENT(1));
    GString *body = g_string_new(text);
    g_string_append_c(body, '\n');
    free(text);
    json_decref(object);
    return body;
}

static char *log_line(const OsintRequest *request, const OsintTrouble *trouble)
{
    const char *reason = trouble->reason != NULL ? trouble->reason : trouble->message;
    g_autofree char *line =
        g_strdup_printf("%s %u %s %s: %s", request->failure_id, trouble->status, request->method,
                        request->path != NULL ? request->path : "(long)", reason);
    return g_strdelimit(osint_terminal_safe(line, -1), "\r\n\t", ' ');
}

OsintResponse *osint_answer_trouble(const OsintRequest *request, const OsintTrouble *trouble)
{
    OsintResponse *response = osint_response_new(trouble->status);
    osint_response_header(response, "Cache-Control", "no-store");
    osint_response_header(response, "Vary", "Accept-Language");
    if (wants_object(request))
        osint_response_body(response, "application/json", failure_object(request, trouble));
    else
        osint_response_body(response, "text/html", failure_page(request, trouble));
    response->log = log_line(request, trouble);
    return response;
}

OsintResponse *osint_answer_no_index(const OsintRequest *request, const char *reason)
{
    OsintTrouble trouble = {
        .status = 503,
        .heading = request->words->trouble.no_index,
        .message = request->words->trouble.no_index_text,
        .reason = reason,
        .query = osint_request_parameter(request, "q"),
    };
    OsintResponse *response = osint_answer_trouble(request, &trouble);
    osint_response_header(response, "Retry-After", "60");
    return response;
}

OsintResponse *osint_answer_bad_request(const OsintRequest *request, const char *problem)
{
    OsintTrouble trouble = {.status = 400,
                            .heading = request->words->trouble.bad_address,
                            .message = problem,
                            .is_english = TRUE};
    return osint_answer_trouble(request, &trouble);
}

OsintResponse *osint_answer_not_found(const OsintRequest *request, const char *message)
{
    OsintTrouble trouble = {.status = 404,
                            .heading = request->words->trouble.not_found,
                            .message = message,
                            .reason = "there is no such thing"};
    return osint_answer_trouble(request, &trouble);
}

OsintResponse *osint_answer_overdue(const OsintRequest *request)
{
    OsintTrouble trouble = {
        .status = 503,
        .heading = request->words->trouble.overdue,
        .message = request->words->trouble.overdue_text,
        .reason = "",
        .query = request->too_long ? NULL : osint_request_parameter(request, "q"),
    };
    OsintResponse *response = osint_answer_trouble(request, &trouble);
    osint_response_header(response, "Retry-After", "60");
    return response;
}
