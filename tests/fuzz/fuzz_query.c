/* Any text is either refused with a place inside it or becomes a tree whose canonical spelling gives the same
 * tree and the same spelling again. */
#include "search/query.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1619000000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_refusal(const char *text, OsintSpan place, const GError *error)
{
    g_assert(error && error->domain == OSINT_QUERY_ERROR && error->message[0] != '\0');
    g_assert(place.start <= place.end && place.end <= strlen(text));
    g_autofree char *caret = osint_query_caret(text, place);
    const char *second = strchr(caret, '\n');
    g_assert(second && strchr(second, '^') && !strchr(second + 1, '\n'));
    g_assert(g_utf8_validate(caret, -1, NULL));
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    OsintSpan place = {G_MAXUINT32, 0};
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, &place, &error);
    if (query && strlen(text) < 16384)
        check_round_trip(query);
    else if (!query)
        check_refusal(text, place, error);
    return 0;
}
