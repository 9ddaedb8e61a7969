/* --queries-from: the index is opened once, a bad line is reported and the others run. */
#include "search/answer.h"

#include <errno.h>
#include <string.h>

/* One query a line: "query" or "name<TAB>query". */
typedef struct {
    FILE *file;
    const char *path;
    char *line;
    size_t size;
    gssize length;
    guint64 number; /* of the line, from 1 */
} Queries;

static gboolean queries_open(Queries *queries, const char *path)
{
    gboolean is_stdin = g_str_equal(path, "-");
    *queries = (Queries){.path = is_stdin ? "standard input" : path};
    queries->file = is_stdin ? stdin : fopen(path, "re");
    return queries->file != NULL;
}

static void queries_close(Queries *queries)
{
    if (queries->file != NULL && queries->file != stdin)
        fclose(queries->file);
    free(queries->line);
}

static void drop_end_of_line(Queries *queries)
{
    while (queries->length > 0 && strchr("\r\n", queries->line[queries->length - 1]) != NULL)
        queries->line[--queries->length] = '\0';
}

static gboolean is_blank(const char *line)
{
    return line[strspn(line, " \t")] == '\0';
}

/* The next line that has something in it. */
static gboolean queries_next(Queries *queries)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    while ((queries->length = getline(&queries->line, &queries->size, queries->file)) >= 0) {
        drop_end_of_line(queries);
        if (queries->number++ == 0 && g_str_has_prefix(queries->line, byte_order_mark)) {
            queries->length -= 3;
            memmove(queries->line, queries->line + 3, (gsize)queries->length + 1);
        }
        if ((gsize)queries->length != strlen(queries->line) || !is_blank(queries->line))
            return TRUE;
    }
    return FALSE;
}

static OsintAnswer answer_line(OsintSession *session, Queries *queries)
{
    char *tab = strchr(queries->line, '\t');
    const char *query = tab != NULL ? tab + 1 : queries->line;
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, queries->number);
    g_autofree char *place = g_strdup_printf("%s:%s", queries->path, number);
    if (strlen(queries->line) != (gsize)queries->length) {
        osint_complain(place, "a NUL byte in a query");
        return OSINT_ANSWER_BAD_QUERY;
    }
    if (tab != NULL)
        *tab = '\0';
    return osint_answer(session, query, tab != NULL && tab > queries->line ? queries->line : number, place);
}

static gboolean is_over(OsintAnswer answer)
{
    return answer == OSINT_ANSWER_FAILED || answer == OSINT_ANSWER_UNREAD;
}

/* Text between the answers of a batch: before the first query that can be read nothing, then a separator. It
 * is put there before the query is run and taken back when the query is bad. */
static OsintAnswer answer_all(OsintSession *session, Queries *queries)
{
    const OsintRenderer *renderer = session->arguments->renderer;
    OsintAnswer worst = OSINT_ANSWER_NOTHING;
    gboolean first = TRUE;
    osint_render_open(session->text, renderer, TRUE);
    while (queries_next(queries)) {
        gsize length = session->text->len;
        g_string_append(session->text, first ? "" : renderer->between);
        OsintAnswer answer = answer_line(session, queries);
        if (is_over(answer))
            return answer;
        if (answer == OSINT_ANSWER_BAD_QUERY) {
            g_string_truncate(session->text, length);
            worst = answer;
        } else {
            first = FALSE;
        }
    }
    osint_render_close(session->text, renderer, TRUE);
    return worst == OSINT_ANSWER_NOTHING && session->any_found ? OSINT_ANSWER_FOUND : worst;
}

OsintAnswer osint_batch(OsintSession *session)
{
    Queries queries;
    OsintAnswer answer = OSINT_ANSWER_BAD_QUERY;
    gboolean opened = queries_open(&queries, session->arguments->queries_from);
    if (opened)
        answer = answer_all(session, &queries);
    if (!opened || (!is_over(answer) && ferror(queries.file))) {
        osint_complain(queries.path, g_strerror(errno));
        answer = OSINT_ANSWER_BAD_QUERY;
    }
    queries_close(&queries);
    return answer;
}
