/* Addresses: <link rel=canonical>, og:url, and the dates that publishers put into paths. */
#include "indexer/readers/html/address.h"

#include <string.h>

#include "indexer/article/date.h"

#define FIRST_YEAR 1990
#define MAX_PATH 500

/* ---- the page's own ---- */

static char *absolute(const char *base, const char *reference)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(reference));
    g_autofree char *whole = NULL;
    if (g_str_has_prefix(trimmed, "http://") || g_str_has_prefix(trimmed, "https://"))
        return g_steal_pointer(&trimmed);
    if (g_str_has_prefix(trimmed, "//"))
        return g_strconcat("https:", trimmed, NULL);
    if (base != NULL)
        whole = g_uri_resolve_relative(base, trimmed, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
    gboolean web =
        whole != NULL && (g_str_has_prefix(whole, "http://") || g_str_has_prefix(whole, "https://"));
    return web ? g_steal_pointer(&whole) : NULL;
}

/* An article is no site's first page; a careless template names it for every page. */
static gboolean is_first_page(const char *url)
{
    const char *host = strstr(url, "://");
    const char *path = host != NULL ? strchr(host + 3, '/') : NULL;
    return path == NULL || path[1] == '\0';
}

char *osint_page_address(const OsintPage *page, const char *fetched)
{
    const char *candidates[] = {page->canonical, osint_page_meta(page, "og:url"),
                                osint_page_meta(page, "twitter:url"), osint_page_meta(page, "parsely-link")};
    const char *base = fetched;
    for (gsize i = 0; i < G_N_ELEMENTS(candidates) && base == NULL; i++)
        if (candidates[i] != NULL && g_str_has_prefix(candidates[i], "http"))
            base = candidates[i];
    if (base == NULL)
        base = page->base;
    for (gsize i = 0; i < G_N_ELEMENTS(candidates); i++) {
        g_autofree char *url = candidates[i] != NULL ? absolute(base, candidates[i]) : NULL;
        if (url != NULL && !is_first_page(url))
            return g_steal_pointer(&url);
    }
    return NULL;
}

/* ---- its date ---- */

typedef struct {
    int value;
    guint digits;
    int month; /* of a word */
} Part;

static int month_named(const char *word, gsize length)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; i < 12 && (length == 3 || length > 4); i++)
        if (length <= 9 && g_ascii_strncasecmp(word, names[i], 3) == 0)
            return i + 1;
    return 0;
}

static Part read_part(const char **at, const char *end)
{
    Part part = {0};
    const char *word = *at;
    if (!g_ascii_isdigit(*word)) {
        while (*at < end && g_ascii_isalpha(**at))
            (*at)++;
        part.month = month_named(word, (gsize)(*at - word));
        return part;
    }
    for (; *at < end && g_ascii_isdigit(**at); (*at)++, part.digits++)
        part.value = part.digits < 9 ? part.value * 10 + g_ascii_digit_value(**at) : part.value;
    return part;
}

/* Runs of digits, and words; "t20210420" is a word and a run of digits. */
static guint split(const char *path, Part *parts, guint room)
{
    guint count = 0;
    const char *end = path + MIN(strcspn(path, "?#"), MAX_PATH);
    while (path < end && count < room) {
        if (!g_ascii_isalnum(*path))
            path++;
        else
            parts[count++] = read_part(&path, end);
    }
    return count;
}

static char *date_of(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > 2099 || month < 1 || month > 12)
        return NULL;
    if (day >= 1 && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return g_strdup_printf("%04d-%02d-%02d", year, month, day);
    return day == 0 ? g_strdup_printf("%04d-%02d", year, month) : NULL;
}

static char *date_at(const Part *parts, guint count)
{
    Part none = {0};
    Part first = parts[0], second = count > 1 ? parts[1] : none, third = count > 2 ? parts[2] : none;
    gboolean is_day = third.digits == 1 || third.digits == 2;
    if (first.digits == 8)
        return date_of(first.value / 10000, first.value / 100 % 100, first.value % 100);
    if (first.digits == 6 && second.digits == 2 && second.value > 0)
        return date_of(first.value / 100, first.value % 100, second.value);
    if (first.digits != 4)
        return NULL;
    if (second.digits == 4)
        return date_of(first.value, second.value / 100, second.value % 100);
    int month = second.digits == 1 || second.digits == 2 ? second.value : second.month;
    char *date = is_day && third.value > 0 ? date_of(first.value, month, third.value) : NULL;
    return date != NULL ? date : date_of(first.value, month, 0);
}

char *osint_address_date(const char *url)
{
    Part parts[64];
    const char *host = strstr(url, "://");
    const char *path = host != NULL ? strchr(host + 3, '/') : NULL;
    guint count = path != NULL ? split(path, parts, G_N_ELEMENTS(parts)) : 0;
    g_autofree char *month = NULL;
    for (guint i = 0; i < count; i++) {
        g_autofree char *date = date_at(parts + i, count - i);
        if (date != NULL && strlen(date) > strlen("2021-04"))
            return g_steal_pointer(&date);
        if (date != NULL && month == NULL)
            month = g_steal_pointer(&date);
    }
    return g_steal_pointer(&month);
}
