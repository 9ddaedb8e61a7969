/* Any text is either refused with a place inside it or becomes a tree whose canonical spelling gives the same
 * tree and the same spelling again; so does the tree that the check makes of it, saved queries put in. Every
 * node has its place inside the text, and a caret line can be drawn under it. */
#include "search/query.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1619000000)
#define MOST_NOTES 32
#define LONGEST_MESSAGE 4096
#define LONGEST_ROUND_TRIP 16384
#define LONGEST_SAVED 256

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(const char *line)
{
    g_assert(line[0] != '\0' && strlen(line) <= LONGEST_MESSAGE && g_utf8_validate(line, -1, NULL));
    for (const char *at = line; *at; at = g_utf8_next_char(at))
        g_assert(!g_unichar_iscntrl(g_utf8_get_char(at)));
}

static void check_place(const char *text, OsintSpan place)
{
    g_assert(place.start <= place.end && place.end <= strlen(text));
    g_autofree char *caret = osint_query_caret(text, place);
    g_assert(g_utf8_validate(caret, -1, NULL));
    const char *second = strchr(caret, '\n');
    g_assert(second && strchr(second, '^') && !strchr(second + 1, '\n'));
    g_assert(strspn(second + 1, " ^~") == strlen(second + 1));
}

static void check_refusal(const char *text, OsintSpan place, const GError *error)
{
    g_assert(error && error->domain == OSINT_QUERY_ERROR);
    check_line(error->message);
    check_place(text, place);
}

/* The first few places are enough for a caret; drawing it for every node of a long query takes too long. */
static void check_places(const OsintQuery *query, const OsintNode *node, guint *carets)
{
    g_assert(node->span.start <= node->span.end && node->span.end <= strlen(query->text));
    if ((*carets)++ < 8)
        check_place(query->text, node->span);
    for (guint i = 0; i < node->children->len; i++)
        check_places(query, node->children->pdata[i], carets);
}

static void check_tree(const OsintQuery *query)
{
    guint carets = 0;
    check_places(query, query->root, &carets);
    g_assert(query->notes->len <= MOST_NOTES);
    for (guint i = 0; i < query->notes->len; i++)
        check_line(query->notes->pdata[i]);
}

static void check_round_trip(const OsintQuery *query)
{
    g_autofree char *canonical = osint_query_print(query);
    g_autoptr(OsintQuery) again = osint_query_parse(canonical, NOW + 86400, NULL, NULL);
    g_assert(again);
    g_autofree char *repeated = osint_query_print(again);
    g_assert_cmpstr(canonical, ==, repeated);
    g_assert(osint_node_equal(query->root, again->root));
}

/* ---- the check, against an index that knows every name but those with a "?" ---- */

static GPtrArray *find_entity(const char *name, const char *type, gboolean exact, gpointer user_data)
{
    (void)user_data;
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    if (!strchr(name, '?') && !(exact && type))
        g_ptr_array_add(ids, g_strdup(name));
    return ids;
}

static char *nearest_entity(const char *name, const char *type, gpointer user_data)
{
    (void)user_data;
    return type ? NULL : g_strdup(name);
}

/* The saved query "self" is the text itself, others are their own names. */
static char *saved_query(const char *name, gpointer user_data)
{
    const char *whole = user_data;
    return g_str_equal(name, "self") && strlen(whole) < LONGEST_SAVED ? g_strdup(whole) : g_strdup(name);
}

static void check_checked(const char *text)
{
    OsintQueryResolver resolver = {find_entity, nearest_entity, saved_query, NULL, NULL, (gpointer)text};
    g_autoptr(GError) error = NULL;
    OsintSpan place = {G_MAXUINT32, 0};
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, NULL, NULL);
    if (!osint_query_check(query, &resolver, NOW, &place, &error)) {
        check_refusal(text, place, error);
        return;
    }
    check_tree(query);
    check_round_trip(query);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    OsintSpan place = {G_MAXUINT32, 0};
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, &place, &error);
    if (!query) {
        check_refusal(text, place, error);
        return 0;
    }
    check_tree(query);
    if (strlen(text) >= LONGEST_ROUND_TRIP)
        return 0;
    check_round_trip(query);
    check_checked(text);
    return 0;
}
