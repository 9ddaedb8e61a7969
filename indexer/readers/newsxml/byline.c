/* Bylines are written by people for people: a preposition, names, and often an office or an agency behind a
 * comma. */
#include "indexer/readers/newsxml/byline.h"

#include "indexer/readers/clean.h"

#include <string.h>

#define MAX_AUTHORS 1000
#define MAX_BYLINE 1000 /* bytes: what is longer is something else */

static const char *const prepositions[] = {"by ",   "von ", "par ", "por ",  "di ",
                                           "door ", "af ",  "av ",  "text: "};
static const char *const joints[] = {" and ", " und ", " et ", " y ", " og ", " och ",
                                     " en ",  " & ",   ";",    ",",   " / "};
/* Words of an office or an organisation, which no name has. */
static const char *const offices[] = {
    "agency", "association", "bureau",  "correspondent", "desk",     "editor",  "korrespondent", "press",
    "news",   "newspaper",   "redakce", "redaktion",     "reporter", "service", "staff",         "writer"};

static const char *skip_preposition(const char *byline)
{
    for (gsize i = 0; i < G_N_ELEMENTS(prepositions); i++)
        if (g_ascii_strncasecmp(byline, prepositions[i], strlen(prepositions[i])) == 0)
            return byline + strlen(prepositions[i]);
    return byline;
}

static gboolean is_word_of(const char *name, const char *word)
{
    gsize length = strlen(word);
    for (const char *at = name; (at = strcasestr(at, word)) != NULL; at += length)
        if ((at == name || !g_ascii_isalpha(at[-1])) && !g_ascii_isalpha(at[length]))
            return TRUE;
    return FALSE;
}

/* "AFP", "dpa", "Staff Writer". */
static gboolean is_office(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(offices); i++)
        if (is_word_of(name, offices[i]))
            return TRUE;
    return strchr(name, ' ') == NULL && strlen(name) <= 5 && g_ascii_isalpha(*name);
}

void osint_byline_add_name(OsintArticle *article, const char *name)
{
    g_autofree char *clean = osint_clean_line(name);
    if (clean != NULL && article->authors->len < MAX_AUTHORS &&
        !g_ptr_array_find_with_equal_func(article->authors, clean, g_str_equal, NULL))
        g_ptr_array_add(article->authors, g_steal_pointer(&clean));
}

/* Where the first joint begins, and how long it is. */
static const char *find_joint(const char *text, gsize *length)
{
    const char *first = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *at = strcasestr(text, joints[i]);
        if (at != NULL && (first == NULL || at < first)) {
            first = at;
            *length = strlen(joints[i]);
        }
    }
    return first;
}

void osint_byline_add(OsintArticle *article, const char *byline)
{
    g_autofree char *line = byline != NULL ? osint_clean_line(byline) : NULL;
    if (line == NULL || strlen(line) > MAX_BYLINE)
        return;
    guint before = article->authors->len;
    const char *at = skip_preposition(line);
    while (at != NULL) {
        gsize width = 0;
        const char *joint = find_joint(at, &width);
        g_autofree char *part = joint != NULL ? g_strndup(at, (gsize)(joint - at)) : g_strdup(at);
        g_strstrip(part);
        if (*part != '\0' && !is_office(part))
            osint_byline_add_name(article, part);
        at = joint != NULL ? joint + width : NULL;
    }
    if (article->authors->len == before)
        osint_byline_add_name(article, skip_preposition(line));
}
