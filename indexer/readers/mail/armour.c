/* Armour begins and ends with lines of its own. */
#include "indexer/readers/mail/armour.h"

#include <string.h>

#include "indexer/readers/archive/fields.h"

#define SIGNED "-----BEGIN PGP SIGNED MESSAGE-----"
#define SIGNATURE "-----BEGIN PGP SIGNATURE-----"
#define SIGNATURE_END "-----END PGP SIGNATURE-----"
#define MESSAGE "-----BEGIN PGP MESSAGE-----"
#define MESSAGE_END "-----END PGP MESSAGE-----"

/* Behind the marker; the end of the text when there is none. */
static const char *behind(const char *text, const char *marker)
{
    const char *at = strstr(text, marker);
    return at != NULL ? at + strlen(marker) : text + strlen(text);
}

/* Lines that begin with a dash have "- " in front of it. */
static void append_signed(GString *open, const char *at, const char *end)
{
    while (at < end) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));
        const char *next = stop != NULL ? stop + 1 : end;
        const char *text = end - at > 2 && at[0] == '-' && at[1] == ' ' ? at + 2 : at;
        g_string_append_len(open, text, next - text);
        at = next;
    }
}

/* What is signed behind the armour's header, or all of the text when this is none; returns where to go on. */
static const char *open_signed(GString *open, const char *armour)
{
    const char *body = behind(armour, "\n"), *signature = strstr(body, SIGNATURE);
    gsize header = signature != NULL ? osint_fields_end(body, (gsize)(signature - body)) : 0;
    if (header == 0) {
        g_string_append(open, armour);
        return armour + strlen(armour);
    }
    append_signed(open, body + header, signature);
    return behind(signature, SIGNATURE_END);
}

char *osint_armour_open(const char *text, gboolean *encrypted)
{
    GString *open = g_string_new(NULL);
    const char *armour;
    while ((armour = strstr(text, "-----BEGIN PGP ")) != NULL) {
        g_string_append_len(open, text, armour - text);
        if (g_str_has_prefix(armour, SIGNED)) {
            text = open_signed(open, armour);
        } else if (g_str_has_prefix(armour, MESSAGE)) {
            *encrypted = TRUE;
            text = behind(armour, MESSAGE_END);
        } else {
            g_string_append_len(open, armour, 5);
            text = armour + 5;
        }
    }
    g_string_append(open, text);
    return g_string_free(open, FALSE);
}
