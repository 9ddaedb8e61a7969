/* A search is written out hit by hit, so that any number of hits needs the memory of one. */
#include "search/answer.h"
#include "search/analyze.h"
#include "search/asked.h"
#include "search/origin.h"

#include <errno.h>
#include <string.h>

#define PROGRAM "osint-search"
#define WRITE_AT 65536u /* bytes */

void osint_complain(const char *place, const char *message)
{
    g_autofree char *safe = osint_terminal_safe(message, -1);
    g_autofree char *safe_place = place != NULL ? osint_terminal_safe(place, -1) : NULL;
    if (safe_place != NULL)
        fprintf(stderr, PROGRAM ": %s: %s\n", safe_place, safe);
    else
        fprintf(stderr, PROGRAM ": %s\n", safe);
}

OsintAnswer osint_answer_write(OsintSession *session)
{
    if (session->written != OSINT_ANSWER_FOUND)
        return session->written;
    if (session->text->len > 0)
        osint_terminal_start_pager(session->terminal);
    gboolean written = fwrite(session->text->str, 1, session->text->len, stdout) == session->text->len &&
                       fflush(stdout) == 0;
    int code = errno;
    g_string_truncate(session->text, 0);
    if (written)
        return OSINT_ANSWER_FOUND;
    session->written = code == EPIPE ? OSINT_ANSWER_UNREAD : OSINT_ANSWER_FAILED;
    if (code != EPIPE)
        osint_complain("standard output", g_strerror(code));
    return session->written;
}

static OsintAnswer write_some(OsintSession *session)
{
    gboolean enough = session->text->len >= WRITE_AT || session->terminal->is_terminal;
    return enough ? osint_answer_write(session) : OSINT_ANSWER_FOUND;
}

/* ---- what is said on standard error ---- */

static OsintAnswer refuse(const char *query, const char *place, OsintSpan span, const GError *error)
{
    osint_complain(place, error->message);
    if (error->domain != OSINT_QUERY_ERROR)
        return OSINT_ANSWER_FAILED;
    g_autofree char *caret = osint_query_caret(query, span);
    if (*query != '\0')
        fprintf(stderr, "%s\n", caret);
    return OSINT_ANSWER_BAD_QUERY;
}

/* What the form of the answer has no place for, in lines. */
static void complain_lines(const char *place, const char *lines)
{
    g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
    for (char **line = each; *line != NULL; line++)
        if (**line != '\0')
            osint_complain(place, *line);
}

static void note(const char *message)
{
    g_autofree char *line = g_strconcat("note: ", message, NULL);
    osint_complain(NULL, line);
}

static gboolean is_in_lines(const OsintSession *session)
{
    return g_str_equal(session->arguments->renderer->name, "text") && !session->terminal->is_terminal;
}

/* In a batch nobody could tell to which query it belongs. */
static void note_aside(OsintSession *session, const OsintSearch *search)
{
    const OsintArguments *arguments = session->arguments;
    gboolean in_place =
        arguments->print == OSINT_PRINT_ANALYSIS ||
        (arguments->print == OSINT_PRINT_HITS && arguments->renderer->has_notes && !is_in_lines(session));
    const GPtrArray *notes = osint_search_notes(search);
    g_autofree char *folded = osint_folded_text(search);
    if (arguments->queries_from != NULL)
        return;
    session->noted = osint_index_notes(session->index)->len;
    if (in_place)
        return;
    for (guint i = 0; i < notes->len; i++)
        note(g_ptr_array_index(notes, i));
    if (osint_search_is_closest(search) && arguments->print != OSINT_PRINT_COUNT)
        note(OSINT_NOTE_CLOSEST);
    if (folded != NULL) {
        g_autofree char *line = g_strconcat(folded, "; --copies=show", NULL);
        note(line);
    }
    if (osint_search_suggestion(search) != NULL) {
        g_autofree char *suggestion = g_strconcat("did you mean: ", osint_search_suggestion(search), NULL);
        note(suggestion);
    }
}

/* ---- the forms ---- */

static void append_name(OsintSession *session, const char *name)
{
    g_autofree char *safe = osint_terminal_safe(name != NULL ? name : "", -1);
    if (name != NULL)
        g_string_append_printf(session->text, "%s\t", safe);
}

static void append_count(OsintSession *session, const OsintSearch *search, const char *name)
{
    append_name(session, name);
    g_string_append_printf(session->text, "%" G_GUINT64_FORMAT "\n", osint_search_total(search, NULL));
}

/* Bytes as they are, so that other programs can open the file; only a terminal is spared. */
static void append_path(OsintSession *session, const char *path, const char *name)
{
    g_autofree char *safe = session->terminal->is_terminal ? osint_terminal_safe(path, -1) : NULL;
    append_name(session, name);
    g_string_append(session->text, safe != NULL ? safe : path);
    g_string_append_c(session->text, session->arguments->nul ? '\0' : '\n');
}

/* A file may hold many articles; it is named once. */
static OsintAnswer print_paths(OsintSession *session, OsintSearch *search, const char *name, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    OsintAnswer answer = OSINT_ANSWER_FOUND;
    GError *trouble = NULL;
    while (answer == OSINT_ANSWER_FOUND) {
        g_autoptr(OsintHit) hit = osint_search_next(search, &trouble);
        if (hit == NULL)
            break;
        const char *path = hit->article->path;
        if (path == NULL || !g_hash_table_add(seen, g_strdup(path)))
            continue;
        append_path(session, path, name);
        answer = write_some(session);
    }
    if (trouble == NULL)
        return answer;
    g_propagate_error(error, trouble);
    return OSINT_ANSWER_FAILED;
}

/* ---- views ---- */

static gboolean was_given(OsintSession *session, const OsintHit *hit)
{
    return session->given_ids != NULL && session->arguments->renderer->gives_once &&
           !g_hash_table_add(session->given_ids, g_strdup(hit->article->id));
}

static OsintAnswer print_hits(OsintSession *session, OsintSearch *search, OsintRenderOptions *options,
                              GError **error)
{
    const OsintRenderer *renderer = session->arguments->renderer;
    OsintAnswer answer = OSINT_ANSWER_FOUND;
    GError *trouble = NULL;
    renderer->begin(session->text, search, options);
    while (answer == OSINT_ANSWER_FOUND) {
        g_autoptr(OsintHit) hit = osint_search_next(search, &trouble);
        if (hit == NULL)
            break;
        if (was_given(session, hit))
            continue;
        osint_render_hit(session->text, renderer, search, hit, options);
        answer = write_some(session);
    }
    session->given += options->given;
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return OSINT_ANSWER_FAILED;
    }
    if (answer == OSINT_ANSWER_FOUND)
        renderer->end(session->text, search, options);
    return answer;
}

/* With the facets that are wanted, beside the answer where it has no place for them. */
static OsintAnswer print_view(OsintSession *session, OsintSearch *search, OsintRenderOptions *options,
                              const char *place, GError **error)
{
    g_autoptr(OsintFacets) facets = NULL;
    GError *trouble = NULL;
    if (session->arguments->renderer->has_notes && !is_in_lines(session) && !osint_asked_count(search, error))
        return OSINT_ANSWER_FAILED;
    if (options->wants_facets)
        facets = osint_facets_count(search, OSINT_FACETS_ALL, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return OSINT_ANSWER_FAILED;
    }
    options->facets = facets;
    if (facets != NULL && is_in_lines(session)) {
        g_autofree char *lines = osint_facets_to_lines(facets);
        complain_lines(place, lines);
    }
    if (osint_show_counts(options->show))
        return osint_render_counts(session->text, session->arguments->renderer, search, options, error)
                   ? OSINT_ANSWER_FOUND
                   : OSINT_ANSWER_FAILED;
    return print_hits(session, search, options, error);
}

static OsintRenderOptions render_options(const OsintSession *session, const char *name)
{
    const OsintArguments *arguments = session->arguments;
    return (OsintRenderOptions){
        .show = arguments->show,
        .terminal = session->terminal->is_terminal,
        .color = session->terminal->color,
        .width = session->terminal->width,
        .name = name,
        .wants_facets = arguments->facets,
        .rows = arguments->has_limit ? arguments->search.limit : G_MAXUINT64,
        .first_row = arguments->search.offset,
        .newest_first = arguments->search.sort == OSINT_SORT_NEWEST,
        .by = arguments->by,
        .type = arguments->type,
        .card = {arguments->search.limit, arguments->search.passages, arguments->by, 0},
        .network = {arguments->type, arguments->has_limit ? arguments->search.limit : OSINT_NETWORK_PAIRS,
                    arguments->search.offset, G_MAXUINT64, 0, 0},
        .now = session->now,
        .is_later = session->any_answered,
        .before = session->given};
}

static OsintAnswer print_search(OsintSession *session, OsintSearch *search, const char *name,
                                const char *place, GError **error)
{
    OsintRenderOptions options = render_options(session, name);
    switch (session->arguments->print) {
    case OSINT_PRINT_COUNT:
        append_count(session, search, name);
        return OSINT_ANSWER_FOUND;
    case OSINT_PRINT_PATHS:
        return print_paths(session, search, name, error);
    case OSINT_PRINT_ANALYSIS:
        osint_analyze_append(session->text, search, &options);
        return OSINT_ANSWER_FOUND;
    default:
        return print_view(session, search, &options, place, error);
    }
}

/* What is counted or analysed needs no hits, and what only comes close does not count. */
static OsintSearchOptions search_options(const OsintSession *session)
{
    const OsintArguments *arguments = session->arguments;
    OsintSearchOptions options = arguments->search;
    gboolean counts = arguments->print == OSINT_PRINT_COUNT ||
                      (arguments->print == OSINT_PRINT_HITS && osint_show_counts(arguments->show));
    gboolean all = arguments->has_limit && options.limit == G_MAXUINT64;
    if (arguments->print == OSINT_PRINT_ANALYSIS || arguments->print == OSINT_PRINT_COUNT || (counts && !all))
        options.limit = 0;
    options.strict = counts;
    options.fill =
        arguments->print == OSINT_PRINT_HITS && arguments->renderer->has_closest && !is_in_lines(session);
    options.saved = session->saved;
    return options;
}

/* The words that ask for a card name an entity. */
static OsintSearch *start(const OsintSession *session, const char *query, OsintSpan *span, GError **error)
{
    OsintSearchOptions options = search_options(session);
    gboolean is_card =
        session->arguments->print == OSINT_PRINT_HITS && session->arguments->show == OSINT_SHOW_ENTITY;
    g_autofree char *of_card =
        is_card ? osint_card_query(session->index, query, session->now, span, error) : NULL;
    if (is_card && of_card == NULL)
        return NULL;
    return osint_search_start(session->index, is_card ? of_card : query, &options, session->now, span, error);
}

OsintAnswer osint_answer(OsintSession *session, const char *query, const char *name, const char *place)
{
    OsintSpan span = {0, 0};
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintSearch) search = start(session, query, &span, &error);
    if (search == NULL)
        return refuse(query, place, span, error);
    note_aside(session, search);
    gboolean found = osint_search_total(search, NULL) > 0;
    session->any_found = session->any_found || found;
    OsintAnswer answer = print_search(session, search, name, place, &error);
    session->any_answered = TRUE;
    if (answer == OSINT_ANSWER_FAILED && error != NULL)
        answer = refuse(query, place, (OsintSpan){0, (guint32)strlen(query)}, error);
    if (answer == OSINT_ANSWER_FOUND)
        answer = write_some(session);
    if (answer == OSINT_ANSWER_FOUND && !found && session->arguments->print != OSINT_PRINT_ANALYSIS)
        return OSINT_ANSWER_NOTHING;
    return answer;
}
