/* Defanged spellings are found as edits of the text: a range of bytes and what it stood for. */
#include "indexer/entities/indicators/refang.h"

#include <string.h>

#include "indexer/entities/indicators/refang-forms.h"

struct OsintRefanged {
    const char *text; /* plain */
    char *own;        /* the same when it had to be made */
    gsize length;
    GArray *edits; /* OsintEdit, in order */
};

static OsintEdit *edit_at(const GArray *edits, guint index)
{
    return &g_array_index(edits, OsintEdit, index);
}

/* The text with all edits made, which learn their place in it. */
static char *apply(const char *text, gsize length, GArray *edits, gsize *plain_length)
{
    GString *plain = g_string_sized_new(length);
    gsize done = 0;
    for (guint i = 0; i < edits->len; i++) {
        OsintEdit *edit = edit_at(edits, i);
        g_string_append_len(plain, text + done, (gssize)(edit->start - done));
        edit->plain = (guint32)plain->len;
        g_string_append_len(plain, edit->text, edit->length);
        done = edit->end;
    }
    g_string_append_len(plain, text + done, (gssize)(length - done));
    *plain_length = plain->len;
    return g_string_free(plain, FALSE);
}

OsintRefanged *osint_refanged_new(const char *text, gsize length)
{
    OsintRefanged *refanged = g_new0(OsintRefanged, 1);
    refanged->text = text;
    refanged->length = length;
    refanged->edits = osint_refang_edits(text, length, FALSE);
    if (refanged->edits->len > 0)
        refanged->text = refanged->own = apply(text, length, refanged->edits, &refanged->length);
    return refanged;
}

void osint_refanged_free(OsintRefanged *refanged)
{
    if (refanged == NULL)
        return;
    g_array_unref(refanged->edits);
    g_free(refanged->own);
    g_free(refanged);
}

const char *osint_refanged_text(const OsintRefanged *refanged, gsize *length)
{
    *length = refanged->length;
    return refanged->text;
}

/* The number of edits whose replacement begins before a place of the plain text. */
static guint edits_before(const OsintRefanged *refanged, gsize place)
{
    guint low = 0, high = refanged->edits->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (edit_at(refanged->edits, middle)->plain < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What was left out where a range begins or ends does not belong to it. */
static guint32 original(const OsintRefanged *refanged, gsize place, gboolean end)
{
    guint before = edits_before(refanged, place);
    while (!end && before < refanged->edits->len && edit_at(refanged->edits, before)->plain == place &&
           edit_at(refanged->edits, before)->length == 0)
        before++;
    if (before == 0)
        return (guint32)place;
    const OsintEdit *edit = edit_at(refanged->edits, before - 1);
    if (place < edit->plain + (gsize)edit->length)
        return end ? edit->end : edit->start;
    return (guint32)(edit->end + (place - edit->plain - edit->length));
}

OsintSpan osint_refanged_span(const OsintRefanged *refanged, gsize start, gsize end)
{
    return (OsintSpan){original(refanged, start, FALSE), original(refanged, end, TRUE)};
}

gboolean osint_refanged_is_changed(const OsintRefanged *refanged, gsize start, gsize end)
{
    for (guint i = edits_before(refanged, start); i < refanged->edits->len; i++) {
        const OsintEdit *edit = edit_at(refanged->edits, i);
        if (edit->plain >= end)
            return FALSE;
        if (!edit->weak)
            return TRUE;
    }
    return FALSE;
}

char *osint_refang(const char *text)
{
    gsize length = strlen(text);
    g_autoptr(GArray) edits = osint_refang_edits(text, length, TRUE);
    return apply(text, length, edits, &length);
}

static gboolean is_host_byte(char byte)
{
    return g_ascii_isalnum(byte) || byte == '-' || byte == '_' || byte == '.' || (guchar)byte >= 0x80;
}

/* The scheme as people write it who do not want it to be followed; returns what is behind it. */
static const char *defang_scheme(GString *out, const char *text)
{
    if (g_ascii_strncasecmp(text, "http", 4) == 0 && strstr(text, "://") != NULL) {
        g_string_append(out, "hxxp");
        text += 4;
    } else if (g_ascii_strncasecmp(text, "ftp", 3) == 0 && strstr(text, "://") != NULL) {
        g_string_append(out, "fxp");
        text += 3;
    }
    const char *slashes = strstr(text, "://");
    gsize scheme =
        slashes != NULL && strcspn(text, "/") > (gsize)(slashes - text) ? (gsize)(slashes + 3 - text) : 0;
    g_string_append_len(out, text, (gssize)scheme);
    return text + scheme;
}

char *osint_defang(const char *text)
{
    GString *out = g_string_sized_new(strlen(text) + 16);
    const char *rest = defang_scheme(out, text);
    gboolean port = FALSE;
    for (; is_host_byte(*rest) || *rest == '@' || *rest == ':'; rest++) {
        port = port || *rest == ':';
        if (*rest == '.' && !port)
            g_string_append(out, "[.]");
        else if (*rest == '@')
            g_string_append(out, "(at)");
        else
            g_string_append_c(out, *rest);
    }
    g_string_append(out, rest);
    return g_string_free(out, FALSE);
}
