/* Names and ids: cleaned, folded, and ids made of names. */
#include <string.h>

#include "indexer/entities/lists/private.h"
#include "indexer/text/words.h"

#define NAME_MAX_CHARS 200

static gboolean is_joiner(gunichar c)
{
    return g_unichar_isspace(c) || c == '_' || osint_char_is_hyphen(c);
}

char *osint_entity_fold_name(const char *name)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_fold(name, strlen(name), folded);
    GString *out = g_string_sized_new(folded->len + 4);
    gunichar previous = 0;
    gboolean gap = FALSE;
    for (const char *p = folded->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_joiner(c)) {
            gap = TRUE;
            continue;
        }
        gboolean parted = (g_unichar_isalpha(previous) && g_unichar_isdigit(c)) ||
                          (g_unichar_isdigit(previous) && g_unichar_isalpha(c));
        if (out->len > 0 && (gap || parted))
            g_string_append_c(out, ' ');
        g_string_append_unichar(out, c);
        gap = FALSE;
        previous = c;
    }
    return g_string_free(out, FALSE);
}

char *osint_entity_clean_name(const char *name)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    gboolean gap = FALSE;
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c)) {
            gap = clean->len > 0;
            continue;
        }
        if (g_unichar_iscntrl(c))
            return NULL;
        if (gap)
            g_string_append_c(clean, ' ');
        g_string_append_unichar(clean, c);
        gap = FALSE;
    }
    if (clean->len == 0 || g_utf8_strlen(clean->str, -1) > NAME_MAX_CHARS)
        return NULL;
    return g_strdup(clean->str);
}

gboolean osint_entity_id_is_valid(const char *id)
{
    if (!g_ascii_isalnum(*id) || strlen(id) > NAME_MAX_CHARS)
        return FALSE;
    for (const char *p = id; *p != '\0'; p++)
        if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && strchr("._:-", *p) == NULL)
            return FALSE;
    return TRUE;
}

/* Letters that ASCII does not have would be lost, and two names be
 * taken for one, so such a name is told apart by its hash. */
char *osint_name_to_id(const char *name)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    GString *id = g_string_new(NULL);
    gboolean gap = FALSE, lossy = FALSE;
    g_autoptr(GString) plain = g_string_new(NULL);
    osint_word_fold(name, strlen(name), plain);
    for (const char *p = plain->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80 && g_ascii_isalnum((char)c)) {
            if (gap && id->len > 0)
                g_string_append_c(id, '-');
            g_string_append_c(id, (char)c);
            gap = FALSE;
        } else {
            gap = TRUE;
            lossy = lossy || g_unichar_isalnum(c);
        }
    }
    if (lossy || id->len == 0) {
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, folded, -1);
        g_string_append_printf(id, "%s%.8s", id->len > 0 ? "-" : "x", hash);
    }
    return g_string_free(id, FALSE);
}

gboolean osint_name_says_too_little(const char *text)
{
    if (g_utf8_strlen(text, -1) < 2)
        return TRUE;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return FALSE;
    return TRUE;
}

/* A last word that says what a thing is; behind it, there is no name to speak of. */
static gsize length_without(const char *folded, const char *word)
{
    gsize length = strlen(folded), tail = strlen(word);
    if (length >= tail + 4 && folded[length - tail - 1] == ' ' && strcmp(folded + length - tail, word) == 0)
        return length - tail - 1;
    return length;
}

char *osint_name_key(const char *folded, const char *type)
{
    gboolean is_group = strcmp(type, "threat-actor") == 0;
    const char *end = folded + (is_group ? length_without(folded, "group") : strlen(folded));
    GString *key = g_string_new(NULL);
    for (const char *p = folded; p < end; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)) || g_unichar_ismark(g_utf8_get_char(p)))
            g_string_append_unichar(key, g_utf8_get_char(p));
    if (key->len == 0)
        g_string_append(key, folded);
    return g_string_free(key, FALSE);
}

gboolean osint_entity_is_attack_id(const char *text)
{
    return strlen(text) == 5 && strchr("GSC", *text) != NULL && strspn(text + 1, "0123456789") == 4;
}
