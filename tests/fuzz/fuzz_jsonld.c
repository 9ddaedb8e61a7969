/* Whatever stands in a page's linked data, bylines and titles: JSON that is read is read again when it is
 * mended, and what comes out is valid UTF-8 and never empty. */
#include <stdint.h>
#include <string.h>

#include <jansson.h>

#include "indexer/readers/html/headline.h"
#include "indexer/readers/html/jsonld-repair.h"
#include "indexer/readers/html/jsonld.h"
#include "indexer/readers/html/names.h"
#include "indexer/readers/html/unescape.h"

#define LONGEST 50000
#define ADDRESS "https://x.example/a"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text)
{
    g_assert(text == NULL || (*text != '\0' && g_utf8_validate(text, -1, NULL)));
}

static void check_linked_data(const char *text)
{
    g_autofree char *mended = osint_jsonld_repair(text);
    g_autoptr(GPtrArray) scripts = g_ptr_array_new();
    g_assert(g_utf8_validate(mended, -1, NULL));
    g_ptr_array_add(scripts, (gpointer)text);
    OsintLinkedData *linked = osint_linked_data_read(scripts, ADDRESS, "A");
    if (linked == NULL)
        return;
    check_text(linked->headline);
    check_text(linked->published);
    check_text(linked->publisher);
    for (guint i = 0; i < linked->authors->len; i++)
        check_text(g_ptr_array_index(linked->authors, i));
    osint_linked_data_free(linked);
}

static void check_names(const char *text)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    osint_names_add(names, text);
    for (guint i = 0; i < names->len; i++) {
        g_assert_nonnull(g_ptr_array_index(names, i));
        check_text(g_ptr_array_index(names, i));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, MIN(size, LONGEST));
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *plain = osint_text_unescape(valid);
    g_autofree char *title = osint_title_without_site(valid, "The Example", "example.org");
    check_text(plain);
    check_text(title);
    check_linked_data(valid);
    check_names(valid);
    return 0;
}
