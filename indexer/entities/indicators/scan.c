/* The pass over a text. A chunk is what stands between blanks; most have neither digits nor signs inside and
 * are passed over after one look at each byte. */
#include "indexer/entities/indicators/scan.h"

#include <string.h>

#define LONG_WORD 25 /* may be a wallet or a digest without any digit */
#define MAX_LOCAL 64

enum { BLANK = 1, SIGN = 2, STRONG = 4 };

/* A dot or colon counts only inside a word. */
static const guint8 classes[256] = {
    ['\0'] = BLANK, ['\t'] = BLANK, ['\n'] = BLANK, ['\v'] = BLANK, ['\f'] = BLANK, ['\r'] = BLANK,
    [' '] = BLANK,  ['.'] = SIGN,   [':'] = SIGN,   ['/'] = SIGN,   ['@'] = STRONG, ['\\'] = STRONG,
    ['0'] = STRONG, ['1'] = STRONG, ['2'] = STRONG, ['3'] = STRONG, ['4'] = STRONG, ['5'] = STRONG,
    ['6'] = STRONG, ['7'] = STRONG, ['8'] = STRONG, ['9'] = STRONG,
};

gboolean osint_indicator_is_defanged(const OsintIndicatorScan *scan, gsize start, gsize end)
{
    return scan->defanged || osint_refanged_is_changed(scan->refanged, start, end);
}

void osint_indicator_add(OsintIndicatorScan *scan, gsize start, gsize end, const char *kind, char *take_value)
{
    if (take_value == NULL || scan->found->len >= scan->limit) {
        g_free(take_value);
        return;
    }
    OsintIndicator found = {.start = start,
                            .end = end,
                            .kind = kind,
                            .value = take_value,
                            .within = scan->within,
                            .defanged = osint_indicator_is_defanged(scan, start, end),
                            .link = scan->link};
    g_array_append_val(scan->found, found);
}

static gboolean is_local(char byte)
{
    return g_ascii_isalnum(byte) || (byte != '\0' && strchr("._%+-", byte) != NULL);
}

/* The "@" behind what may be a local part; the place itself when there is none. */
static gsize find_at(const OsintIndicatorScan *scan, gsize end)
{
    gsize at = end;
    while (at - end < MAX_LOCAL && is_local(scan->text[at]))
        at++;
    return scan->text[at] == '@' ? at : end;
}

static gsize local_start(const OsintIndicatorScan *scan, gsize at, gsize floor)
{
    gsize start = at;
    while (start > floor && at - start < MAX_LOCAL && is_local(scan->text[start - 1]))
        start--;
    return start;
}

/* The scheme that ends at "://": letters, digits and "+" behind the last of anything else. */
static gsize scheme_start(const OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize place = end;
    while (place > start && end - place < 12 && g_ascii_isalnum(scan->text[place - 1]))
        place--;
    while (place < end && !g_ascii_isalpha(scan->text[place]))
        place++;
    const char *http =
        end - place > 5 ? g_strstr_len(scan->text + place, (gssize)(end - place), "http") : NULL;
    return http != NULL ? (gsize)(http - scan->text) : place;
}

static gboolean is_http(const OsintIndicatorScan *scan, gsize end)
{
    return end >= 5 && (g_ascii_strncasecmp(scan->text + end - 4, "http", 4) == 0 ||
                        g_ascii_strncasecmp(scan->text + end - 5, "https", 5) == 0);
}

/* A run of letters, digits, ".", "-" and "_" with what follows it. */
static gsize read_run(OsintIndicatorScan *scan, gsize start, gsize floor)
{
    const char *text = scan->text;
    gsize end = osint_indicator_host_end(scan, start, FALSE), next = start;
    if (strncmp(text + end, "://", 3) == 0) {
        gsize scheme = scheme_start(scan, start, end);
        next = scheme < end ? osint_indicator_url_at(scan, scheme, end) : scheme;
        return next > scheme ? next : end + 3;
    }
    if (is_http(scan, end) && g_ascii_strncasecmp(text + end, "%3A%2F%2F", 9) == 0)
        next = osint_indicator_escaped_url_at(scan, scheme_start(scan, start, end), end);
    if (next > start)
        return MAX(next, end);
    gsize at = find_at(scan, end);
    if (text[at] == '@')
        return osint_indicator_email_at(scan, local_start(scan, at, floor), at);
    if (text[end] == ':' && end - start <= 10)
        next = osint_indicator_colons_at(scan, start);
    if (next == start && memchr(text + start, '.', end - start) != NULL)
        next = osint_indicator_host_at(scan, start, end);
    return next > start ? next : osint_indicator_word_at(scan, start, end);
}

static gboolean begins_run(char byte)
{
    return g_ascii_isalnum(byte) || (guchar)byte >= 0xc2;
}

static gboolean begins_path(const OsintIndicatorScan *scan, gsize place)
{
    const char *text = scan->text + place;
    char left = place > 0 ? text[-1] : ' ';
    if (g_ascii_isalnum(left) || left == '/' || left == '\\' || left == '_')
        return FALSE;
    return strchr("/~\\%<HhaMm", text[0]) != NULL || text[1] == ':';
}

static gsize read_chunk(OsintIndicatorScan *scan, gsize start, gsize end)
{
    gsize place = start, floor = start;
    while (place < end) {
        gsize next = begins_path(scan, place) ? osint_indicator_path_at(scan, place) : place;
        if (next == place && scan->text[place] == ':' && scan->text[place + 1] == ':' &&
            (place == 0 || !g_ascii_isalnum(scan->text[place - 1])))
            next = osint_indicator_colons_at(scan, place);
        if (next == place && begins_run(scan->text[place]))
            next = read_run(scan, place, floor);
        if (next == place && scan->text[place] == '@' && place > floor)
            next = osint_indicator_email_at(scan, place, place);
        if (next == place)
            next = (gsize)(g_utf8_next_char(scan->text + place) - scan->text);
        else
            floor = next;
        place = next;
    }
    return place;
}

/* Whether a dot, colon or slash stands inside a word or at its beginning, not at its end. */
static gboolean has_inner_sign(const char *chunk, gsize length)
{
    for (gsize i = 0; i + 1 < length; i++)
        if (classes[(guchar)chunk[i]] == SIGN &&
            (g_ascii_isalnum(chunk[i + 1]) || (guchar)chunk[i + 1] >= 0x80 || chunk[i + 1] == ':' ||
             chunk[i + 1] == '/'))
            return TRUE;
    return FALSE;
}

/* Words that a number may follow behind a blank. */
static gboolean announces_number(const char *chunk, gsize length)
{
    return (length == 2 || length == 3) && chunk[length] != '\0' && g_ascii_isdigit(chunk[length + 1]) &&
           (g_ascii_strncasecmp(chunk, "AS", 2) == 0 || g_ascii_strncasecmp(chunk, "CVE", 3) == 0);
}

void osint_indicator_scan(OsintIndicatorScan *scan)
{
    const char *text = scan->text;
    for (gsize place = 0; place < scan->length && scan->found->len < scan->limit;) {
        guint mask = 0, class;
        gsize end = place;
        while ((class = classes[(guchar)text[end]]) != BLANK)
            mask |= class, end++;
        gsize length = end - place;
        gboolean worth =
            (mask & STRONG) != 0 || length >= LONG_WORD || announces_number(text + place, length) ||
            (mask == SIGN && has_inner_sign(text + place, length)) || (length > 3 && text[place] == 'H');
        place = worth ? MAX(read_chunk(scan, place, end), end) : end;
        while (place < scan->length && classes[(guchar)text[place]] == BLANK)
            place++;
    }
}
