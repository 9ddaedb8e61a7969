/* Which language, and what is put into its texts. */
#include "web/words.h"

#include <string.h>

#define PLACES 9

const OsintWords *const *osint_words_all(void)
{
    static const OsintWords *const all[] = {&osint_words_en, &osint_words_ja, NULL};
    return all;
}

/* The weight of "de;q=0.5", in thousandths; 0 when it is malformed. */
static guint weight_of(const char *parameters)
{
    if (parameters == NULL)
        return 1000;
    const char *name = parameters + strspn(parameters, " \t");
    if (g_ascii_strncasecmp(name, "q=", 2) != 0)
        return 0;
    double weight = g_ascii_strtod(name + 2, NULL);
    return weight >= 0 && weight <= 1 ? (guint)(weight * 1000 + .5) : 0;
}

/* A range "ja" is of all its subtags, "ja-JP" still asks for the language. */
static const OsintWords *words_of(const char *range)
{
    gsize length = strcspn(range, "-");
    for (const OsintWords *const *words = osint_words_all(); *words != NULL; words++) {
        if (strlen((*words)->tag) == length && g_ascii_strncasecmp((*words)->tag, range, length) == 0)
            return *words;
    }
    return g_str_equal(range, "*") ? osint_words_all()[0] : NULL;
}

const OsintWords *osint_words_for(const char *accept_language)
{
    const OsintWords *best = osint_words_all()[0];
    guint most = 0;
    g_auto(GStrv) ranges = g_strsplit(accept_language != NULL ? accept_language : "", ",", 32);
    for (char **range = ranges; *range != NULL; range++) {
        char *parameters = strchr(*range, ';');
        if (parameters != NULL)
            *parameters++ = '\0';
        const OsintWords *words = words_of(g_strstrip(*range));
        guint weight = weight_of(parameters);
        if (words != NULL && weight > most) {
            best = words;
            most = weight;
        }
    }
    return best;
}

const char *osint_words_place(const char *text)
{
    while (*text != '\0' && !(text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}'))
        text++;
    return text;
}

char *osint_words_fill_list(const char *text, va_list list)
{
    const char *values[PLACES] = {NULL};
    for (guint i = 0; i < PLACES && (values[i] = va_arg(list, const char *)) != NULL; i++)
        ;
    GString *out = g_string_new(NULL);
    const char *place;
    while (*(place = osint_words_place(text)) != '\0') {
        const char *value = values[place[1] - '1'];
        g_string_append_len(out, text, place - text);
        g_string_append(out, value != NULL ? value : "");
        text = place + OSINT_WORDS_PLACE;
    }
    g_string_append(out, text);
    return g_string_free(out, FALSE);
}

char *osint_words_fill(const char *text, ...)
{
    va_list list;
    va_start(list, text);
    char *filled = osint_words_fill_list(text, list);
    va_end(list);
    return filled;
}
