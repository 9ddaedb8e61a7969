/* osint-search: asks an index from the command line. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>

#include "search/answer.h"
#include "search/like.h"
#include "search/saved.h"

#define MOST_NAMES 100u /* unless a limit is given */

static int usage_error(const GError *error)
{
    osint_complain(NULL, error->message);
    fputs("Try 'osint-search --help'.\n", stderr);
    return OSINT_ANSWER_BAD_QUERY;
}

static gboolean open_index(OsintSession *session)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GKeyFile) configuration = osint_config_load(session->arguments->config, &error);
    g_autofree char *directory =
        configuration != NULL
            ? osint_index_location(session->arguments->db, session->arguments->config, &error)
            : NULL;
    guint timeout;
    if (directory != NULL && osint_config_shard_timeout(configuration, &timeout, &error))
        session->index = osint_index_open_within(directory, timeout, &error);
    if (session->index == NULL)
        osint_complain(NULL, error->message);
    else
        session->saved = osint_saved_read(configuration);
    return session->index != NULL;
}

/* The query, or the one for articles like another; NULL with *answer when there is no such article. */
static char *query_of(const OsintSession *session, OsintAnswer *answer)
{
    const OsintArguments *arguments = session->arguments;
    g_autoptr(GError) error = NULL;
    if (arguments->like == NULL)
        return g_strdup(arguments->query);
    g_autofree char *like = osint_like_query(session->index, arguments->like, &error);
    if (like != NULL)
        return osint_like_within(like, arguments->query);
    g_autofree char *none = g_strdup_printf("no article has the id \"%s\"", arguments->like);
    osint_complain(NULL, error != NULL ? error->message : none);
    *answer = error != NULL ? OSINT_ANSWER_FAILED : OSINT_ANSWER_BAD_QUERY;
    return NULL;
}

/* A query that cannot be read leaves nothing behind, not even an empty document. */
static OsintAnswer answer_one(OsintSession *session)
{
    const OsintRenderer *renderer = session->arguments->renderer;
    OsintAnswer answer = OSINT_ANSWER_FAILED;
    g_autofree char *query = query_of(session, &answer);
    if (query == NULL)
        return answer;
    osint_render_open(session->text, renderer, FALSE);
    answer = osint_answer(session, query, NULL, NULL);
    if (answer == OSINT_ANSWER_BAD_QUERY || answer == OSINT_ANSWER_FAILED)
        g_string_truncate(session->text, 0);
    else if (session->arguments->print == OSINT_PRINT_HITS)
        osint_render_close(session->text, renderer, FALSE);
    return answer;
}

/* word, name, id and type of each, in lines for other programs. */
static OsintAnswer answer_names(OsintSession *session)
{
    const OsintArguments *arguments = session->arguments;
    guint most = arguments->has_limit ? (guint)MIN(arguments->search.limit, G_MAXUINT) : MOST_NAMES;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) names =
        osint_index_names(session->index, arguments->names, arguments->type, most, &error);
    if (names == NULL) {
        osint_complain(NULL, error->message);
        return OSINT_ANSWER_FAILED;
    }
    for (guint i = 0; i < names->len; i++) {
        const OsintKnownName *known = &g_array_index(names, OsintKnownName, i);
        g_autofree char *name = osint_terminal_safe(known->name, -1);
        g_string_append_printf(session->text, "%s\t%s\t%s\t%s\n", known->word, name, known->id, known->type);
    }
    session->any_found = names->len > 0;
    return names->len > 0 ? OSINT_ANSWER_FOUND : OSINT_ANSWER_NOTHING;
}

/* What went missing after it could be said with an answer; in a batch, all. */
static void note_missing(const OsintSession *session)
{
    const GPtrArray *notes = osint_index_notes(session->index);
    for (guint i = session->noted; i < notes->len; i++) {
        g_autofree char *line = g_strconcat("note: ", g_ptr_array_index(notes, i), NULL);
        osint_complain(NULL, line);
    }
}

static OsintAnswer answer_any(OsintSession *session)
{
    if (session->arguments->names != NULL)
        return answer_names(session);
    return session->arguments->queries_from != NULL ? osint_batch(session) : answer_one(session);
}

static OsintAnswer answer_arguments(OsintSession *session)
{
    OsintAnswer answer = answer_any(session);
    OsintAnswer written = osint_answer_write(session);
    if (written == OSINT_ANSWER_FAILED)
        return written;
    /* Whoever stops reading has what they wanted. */
    if (written == OSINT_ANSWER_UNREAD && answer != OSINT_ANSWER_BAD_QUERY)
        return session->any_found ? OSINT_ANSWER_FOUND : OSINT_ANSWER_NOTHING;
    return answer;
}

/* Only what is laid out for people is put into a pager, unless one is asked for. */
static gboolean wants_pager(const OsintArguments *arguments)
{
    if (arguments->pager != OSINT_WHEN_AUTO)
        return arguments->pager == OSINT_WHEN_ALWAYS;
    return arguments->print == OSINT_PRINT_HITS && g_str_equal(arguments->renderer->name, "text");
}

static OsintAnswer search(const OsintArguments *arguments)
{
    OsintTerminal terminal;
    osint_terminal_init(&terminal, arguments->color);
    terminal.page = wants_pager(arguments);
    OsintSession session = {.arguments = arguments,
                            .terminal = &terminal,
                            .now = g_get_real_time() / G_USEC_PER_SEC,
                            .text = g_string_new(NULL),
                            .given_ids = arguments->queries_from != NULL
                                             ? g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)
                                             : NULL};
    OsintAnswer answer = OSINT_ANSWER_FAILED;
    if (open_index(&session)) {
        answer = answer_arguments(&session);
        note_missing(&session);
        osint_terminal_finish(&terminal);
        osint_index_free(session.index);
        g_hash_table_unref(session.saved);
    }
    g_clear_pointer(&session.given_ids, g_hash_table_unref);
    g_string_free(session.text, TRUE);
    return answer;
}

static int print(const char *text)
{
    if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
        return OSINT_ANSWER_FOUND;
    if (errno != EPIPE)
        osint_complain("standard output", g_strerror(errno));
    return errno == EPIPE ? OSINT_ANSWER_FOUND : OSINT_ANSWER_FAILED;
}

int main(int argc, char **argv)
{
    g_auto(OsintArguments) arguments;
    g_autoptr(GError) error = NULL;
    signal(SIGPIPE, SIG_IGN);
    if (!osint_arguments_parse(&arguments, argc, argv, &error))
        return usage_error(error);
    if (arguments.print == OSINT_PRINT_VERSION)
        return print("osint-search " OSINT_VERSION "\n");
    if (arguments.print == OSINT_PRINT_HELP) {
        g_autofree char *usage = osint_options_usage();
        return print(usage);
    }
    return (int)search(&arguments);
}
