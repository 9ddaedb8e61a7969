/* Titles. What a reader sees as the headline is the title of the article; <title> and og:title are often
 * written for search engines and carry the name of the site. */
#include "indexer/readers/html/headline.h"

#include <string.h>

#include "indexer/article/article.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/html/unescape.h"

/* A visible headline shares at least this part of its words, or of theirs, with a declared title. */
#define LEAST_SHARED 0.34
/* A heading as short as that may be a section's name, which <title> has as well. */
#define SECTION_LENGTH 20

/* ---- words in common ---- */

static GHashTable *words_of(const char *text)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *folded = g_utf8_casefold(text, -1);
    for (const char *at = folded; *at != '\0';) {
        const char *begin = at;
        while (*at != '\0' && g_unichar_isalnum(g_utf8_get_char(at)))
            at = g_utf8_next_char(at);
        if (at > begin)
            g_hash_table_add(words, g_strndup(begin, (gsize)(at - begin)));
        else
            at = g_utf8_next_char(at);
    }
    return words;
}

/* The part of the words of the shorter text that the other has, too. */
static double shared(const char *a, const char *b)
{
    g_autoptr(GHashTable) of_a = words_of(a);
    g_autoptr(GHashTable) of_b = words_of(b);
    guint fewer = MIN(g_hash_table_size(of_a), g_hash_table_size(of_b)), common = 0;
    GHashTableIter iter;
    gpointer word;
    g_hash_table_iter_init(&iter, of_a);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        common += g_hash_table_contains(of_b, word) ? 1 : 0;
    return fewer > 0 ? (double)common / fewer : 0;
}

/* ---- which heading ---- */

static int score_of(const OsintPage *page, const OsintPageHeading *heading, const char *title)
{
    int score = heading->level == 1 ? 3 : heading->marked ? 2 : 0;
    if (score == 0)
        return 0;
    score += title != NULL && shared(heading->text, title) > 0.5 ? 2 : 0;
    return osint_page_is_aside(page, heading->place) ? score - 3 : score;
}

const OsintPageHeading *osint_page_headline(const OsintPage *page, const char *title)
{
    const OsintPageHeading *best = NULL;
    int best_score = 1;
    for (guint i = 0; i < page->headings->len; i++) {
        const OsintPageHeading *heading = &g_array_index(page->headings, OsintPageHeading, i);
        int score = score_of(page, heading, title);
        if (score > best_score) {
            best = heading;
            best_score = score;
        }
    }
    return best;
}

/* ---- the site's name ---- */

static char *letters_of(const char *text, gsize length)
{
    g_autofree char *folded = g_utf8_casefold(text, (gssize)length);
    GString *letters = g_string_new(NULL);
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(letters, g_utf8_get_char(at));
    return g_string_free(letters, FALSE);
}

/* One has the other in it, and not much more: a headline may name the site, too. */
static gboolean is_alike(const char *a, const char *b)
{
    gsize length_a = strlen(a), length_b = strlen(b);
    return length_a >= 3 && length_b >= 3 &&
           (strstr(b, a) != NULL || (strstr(a, b) != NULL && length_a < length_b + 8));
}

static gboolean names_site(const char *part, gsize length, const char *site, const char *host)
{
    g_autofree char *letters = letters_of(part, length);
    g_autofree char *of_site = site != NULL ? letters_of(site, strlen(site)) : NULL;
    g_autofree char *of_host = host != NULL ? letters_of(host, strlen(host)) : NULL;
    return (of_site != NULL && is_alike(letters, of_site)) ||
           (of_host != NULL && strlen(letters) >= 3 && strstr(of_host, letters) != NULL);
}

/* The next mark between the parts of a title: "|" and the like always, a dash or a colon between spaces. */
static const char *next_mark(const char *at, const char **behind)
{
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " : ", " ‹ ",
                                        " « ", " / ", "｜",  " ⋆ ", " ~ ",  "|",   "_",   "：",  " -- "};
    const char *first = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *mark = strstr(at, marks[i]);
        if (mark == NULL || (first != NULL && mark >= first))
            continue;
        first = mark;
        *behind = mark + strlen(marks[i]);
    }
    return first;
}

static const char *last_mark(const char *title, const char **behind)
{
    const char *last = NULL, *after;
    for (const char *mark = next_mark(title, &after); mark != NULL; mark = next_mark(after, &after)) {
        last = mark;
        *behind = after;
    }
    return last;
}

char *osint_title_without_site(const char *title, const char *site, const char *host)
{
    g_autofree char *left = g_strdup(title);
    const char *behind;
    for (char *mark; (mark = (char *)last_mark(left, &behind)) != NULL && mark > left;) {
        if (!names_site(behind, strlen(behind), site, host))
            break;
        *mark = '\0';
    }
    const char *mark = next_mark(left, &behind);
    if (mark != NULL && *behind != '\0' && names_site(left, (gsize)(mark - left), site, host))
        return osint_clean_line(behind);
    return osint_clean_line(left);
}

/* A <title> with parts, of which nothing is known: the last part is the site when it is short beside the
 * rest. */
static char *longest_beginning(const char *title)
{
    const char *behind;
    const char *mark = last_mark(title, &behind);
    if (mark != NULL && strlen(behind) * 2 < (gsize)(mark - title) && (mark - title) > 15)
        return g_strndup(title, (gsize)(mark - title));
    return g_strdup(title);
}

/* ---- the title ---- */

static char *declared_title(const OsintPage *page, const OsintLinkedData *linked, const char *site,
                            const char *host)
{
    static const char *const names[] = {"og:title", "twitter:title",  "dc.title",      "dcterms.title",
                                        "dc:title", "citation_title", "parsely-title", "sailthru.title",
                                        "title",    "headline"};
    g_autofree char *headline =
        linked != NULL && linked->article ? osint_text_unescape(linked->headline) : NULL;
    if (headline != NULL && strlen(headline) > 3)
        return osint_title_without_site(headline, site, host);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *content = osint_page_meta(page, names[i]);
        g_autofree char *text = content != NULL ? osint_text_unescape(content) : NULL;
        if (text != NULL)
            return osint_title_without_site(text, site, host);
    }
    g_autofree char *whole = osint_text_unescape(page->title);
    g_autofree char *title = whole != NULL ? osint_title_without_site(whole, site, host) : NULL;
    if (title == NULL)
        return g_steal_pointer(&whole);
    return strcmp(title, whole) == 0 ? longest_beginning(title) : g_steal_pointer(&title);
}

/* The heading is the headline when the page's titles say something alike. */
static gboolean is_confirmed(const OsintPage *page, const OsintPageHeading *heading, const char *declared)
{
    if (declared == NULL)
        return heading->level == 1;
    return shared(heading->text, declared) >= LEAST_SHARED ||
           (page->title != NULL && strlen(heading->text) > SECTION_LENGTH &&
            shared(heading->text, page->title) >= LEAST_SHARED);
}

char *osint_page_title(const OsintPage *page, const OsintLinkedData *linked, const char *site,
                       const char *address)
{
    g_autofree char *host = address != NULL ? osint_url_host(address) : NULL;
    g_autofree char *declared = declared_title(page, linked, site, host);
    const OsintPageHeading *heading = osint_page_headline(page, declared != NULL ? declared : page->title);
    if (heading != NULL && is_confirmed(page, heading, declared) &&
        !names_site(heading->text, strlen(heading->text), site, NULL))
        return g_strdup(heading->text);
    if (declared == NULL && heading != NULL)
        return g_strdup(heading->text);
    return g_steal_pointer(&declared);
}
