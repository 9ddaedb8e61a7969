/* The report: every message leaves through here, one a line and harmless to a terminal. */
#include "indexer/report.h"

#include <jansson.h>

#include "indexer/refusals.h"
#include "indexer/store/file-error.h"

struct OsintReport {
    FILE *messages;
    FILE *rejects;
    char *rejects_path;
    OsintProgress *progress;
    GHashTable *unknown_keys;
    OsintRefusals *refusals; /* NULL when those before are not known */
    gboolean hush;
    OsintCounts counts;
};

OsintReport *osint_report_new(FILE *messages, const char *rejects, OsintProgress *progress, GError **error)
{
    FILE *file = NULL;
    if (rejects != NULL && (file = fopen(rejects, "ae")) == NULL) {
        osint_file_error(error, rejects);
        return NULL;
    }
    OsintReport *report = g_new0(OsintReport, 1);
    report->messages = messages;
    report->rejects = file;
    report->rejects_path = g_strdup(rejects);
    report->progress = progress;
    report->unknown_keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return report;
}

void osint_report_free(OsintReport *report)
{
    if (report == NULL)
        return;
    if (report->rejects != NULL)
        fclose(report->rejects);
    g_free(report->rejects_path);
    g_hash_table_unref(report->unknown_keys);
    osint_refusals_free(report->refusals);
    g_free(report);
}

void osint_report_know(OsintReport *report, const char *index, gboolean hush)
{
    report->refusals = osint_refusals_read(index);
    report->hush = hush;
}

gboolean osint_report_remember(OsintReport *report, const GPtrArray *roots, GError **error)
{
    return report->refusals == NULL || osint_refusals_write(report->refusals, roots, error);
}

OsintCounts *osint_report_counts(OsintReport *report)
{
    return &report->counts;
}

char *osint_printable(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *printable = g_string_new(NULL);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c))
            g_string_append_printf(printable, "\\x%02x", c);
        else
            g_string_append_unichar(printable, c);
    }
    return g_string_free(printable, FALSE);
}

static void print(OsintReport *report, const char *path, guint line, const char *code, const char *message)
{
    g_autofree char *place = osint_printable(path);
    g_autofree char *reason = osint_printable(message);
    osint_progress_clear(report->progress);
    if (line > 0)
        fprintf(report->messages, "%s:%u: %s [%s]\n", place, line, reason, code);
    else
        fprintf(report->messages, "%s: %s [%s]\n", place, reason, code);
}

/* As a line of JSON without its end; the caller's to free(). */
static char *line_of(const char *path, guint64 offset, const char *code, const char *message)
{
    g_autofree char *valid_path = g_utf8_make_valid(path, -1);
    g_autofree char *valid_message = g_utf8_make_valid(message, -1);
    json_t *object = json_pack("{s:s, s:I, s:s, s:s}", "path", valid_path, "offset", (json_int_t)offset,
                               "code", code, "message", valid_message);
    g_assert(object != NULL);
    char *line = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return line;
}

/* Whether it is to be said. */
static gboolean is_news(OsintReport *report, const char *path, const char *line)
{
    gboolean known = report->refusals != NULL && osint_refusals_note(report->refusals, path, line);
    return !known || !report->hush;
}

void osint_report_note(OsintReport *report, const char *path, guint line, const char *code,
                       const char *message)
{
    char *object = line_of(path, 0, code, message);
    if (is_news(report, path, object))
        print(report, path, line, code, message);
    free(object);
}

void osint_report_refusal(OsintReport *report, const char *path, guint64 offset, guint line, const char *code,
                          const char *message)
{
    char *object = line_of(path, offset, code, message);
    report->counts.refused++;
    osint_progress_refused(report->progress);
    if (is_news(report, path, object))
        print(report, path, line, code, message);
    if (report->rejects != NULL)
        fprintf(report->rejects, "%s\n", object);
    free(object);
}

void osint_report_unknown_key(OsintReport *report, const char *path, const char *key)
{
    if (!g_hash_table_add(report->unknown_keys, g_strdup(key)))
        return;
    g_autofree char *message = g_strdup_printf("the key \"%s\" is not known and was left out", key);
    osint_report_note(report, path, 0, "unknown-key", message);
}

gboolean osint_report_flush(OsintReport *report, GError **error)
{
    if (report->rejects == NULL || (fflush(report->rejects) == 0 && !ferror(report->rejects)))
        return TRUE;
    return osint_file_error(error, report->rejects_path);
}
