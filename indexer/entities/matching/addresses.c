/* Telling addresses by their form: a scheme, a host name with a lower-case ending, slashes, backslashes. */
#include "indexer/entities/matching/addresses.h"

#include <string.h>

#include "indexer/text/words.h"

/* What is looked at to judge a run, in bytes: longer than any host name. */
#define HEAD_BYTES 280
#define LABEL_MIN 2

gboolean osint_address_mark(char mark, char next)
{
    if (mark == '.')
        return g_ascii_isalnum(next) || next == ']' || next == ')';
    return (mark == '/' || mark == '\\') && g_ascii_isgraph(next);
}

/* "[.]", "(.)", "[:]", "[at]", "[dot]": how addresses are made harmless. The length of it, 0 for none. */
static guint32 defanged(const char *text, guint32 left, char *stands_for)
{
    static const struct {
        const char *form;
        char stands_for;
    } forms[] = {{"[.]", '.'}, {"(.)", '.'},  {"[dot]", '.'}, {"(dot)", '.'},
                 {"[:]", ':'}, {"[at]", '@'}, {"[@]", '@'}};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        gsize size = strlen(forms[i].form);
        if (size <= left && g_ascii_strncasecmp(text, forms[i].form, size) == 0) {
            *stands_for = forms[i].stands_for;
            return (guint32)size;
        }
    }
    return 0;
}

/* How many bytes at `at` belong to a run, 0 when it ends there. */
static guint32 run_step(const char *text, guint32 length, guint32 at)
{
    char c = text[at], ignored;
    if ((guchar)c >= 0x80) {
        gunichar wide = g_utf8_get_char_validated(text + at, (gssize)(length - at));
        if (wide == (gunichar)-1 || wide == (gunichar)-2 || !osint_char_is_word(wide))
            return 0;
        return (guchar)c < 0xE0 ? 2 : (guchar)c < 0xF0 ? 3 : 4;
    }
    if (g_ascii_isalnum(c) || strchr("./\\:@-_~%?&=#+$!", c) != NULL)
        return c != '\0';
    return c == '[' || c == '(' ? defanged(text + at, length - at, &ignored) : 0;
}

static guint32 run_start(const char *text, guint32 at, guint32 floor)
{
    while (at > floor) {
        guint32 before = at - 1;
        while (before > floor && ((guchar)text[before] & 0xC0) == 0x80)
            before--;
        /* Of a defanged full stop, brackets are only looked at from the left; a lone one ends the run. */
        gboolean bracket = (text[before] == ']' || text[before] == '[') && before > floor &&
                           (text[before - 1] == '.' || text[before + 1] == '.' || text[before - 1] == ':' ||
                            text[before + 1] == ':');
        if (!bracket && run_step(text, at, before) == 0)
            break;
        at = before;
    }
    return at;
}

static guint32 run_end(const char *text, guint32 length, guint32 at)
{
    for (guint32 step; at < length && (step = run_step(text, length, at)) > 0;)
        at += step;
    return at;
}

/* The beginning of a run as it was before it was defanged and before Markdown's "\_". */
static void copy_head(const char *text, guint32 start, guint32 end, char head[HEAD_BYTES])
{
    guint filled = 0;
    for (guint32 at = start; at < end && filled + 1 < HEAD_BYTES;) {
        char stands_for = text[at];
        guint32 size = text[at] == '[' || text[at] == '(' ? defanged(text + at, end - at, &stands_for) : 0;
        if (text[at] == '\\' && at + 1 < end && strchr("_.-#+!~", text[at + 1]) != NULL)
            at++;
        else {
            head[filled++] = stands_for;
            at += MAX(size, 1);
        }
    }
    head[filled] = '\0';
}

/* "example.org", "report.pdf", "ns1.example.org:53": labels, the last one of small letters. */
static gboolean is_host(const char *text)
{
    guint labels = 0, letters = 0, size = 0;
    for (;; text++) {
        if (g_ascii_isalnum(*text) || *text == '-' || *text == '_' || (guchar)*text >= 0x80) {
            letters += g_ascii_islower(*text) != 0;
            size++;
            continue;
        }
        if (size == 0)
            return FALSE;
        labels++;
        if (*text != '.')
            break;
        letters = size = 0;
    }
    return labels > 1 && letters == size && size >= LABEL_MIN &&
           (*text == '\0' || *text == '/' || *text == ':' || *text == '?');
}

static gboolean has_scheme(const char *head)
{
    const char *scheme = strstr(head, "://");
    return (scheme != NULL && scheme > head) || (head[0] == '/' && head[1] == '/' && is_host(head + 2));
}

static gboolean is_mail(const char *head)
{
    const char *at = strchr(head, '@');
    return at != NULL && at > head && is_host(at + 1);
}

/* "C:\Users", "HKLM\Software", "/usr/lib", "../images/map". */
static gboolean is_path(const char *head)
{
    for (const char *p = strchr(head, '\\'); p != NULL; p = strchr(p + 1, '\\'))
        if (g_ascii_isalnum(p[1]) || p[1] == '%' || p[1] == '\\')
            return TRUE;
    const char *slash = strchr(head, '/');
    return slash != NULL && strspn(head, "./~") > (gsize)(slash - head) && strchr(slash + 1, '/') != NULL;
}

static gboolean is_address(const char *head)
{
    return has_scheme(head) || is_mail(head) || is_path(head) || is_host(head);
}

/* URLs have commas, and brackets in pairs; all else that ends a run ends them, too. */
static guint32 url_end(const char *text, guint32 length, guint32 at)
{
    guint open = 0;
    while (at < length) {
        guint32 step = run_step(text, length, at);
        char next = at + 1 < length ? text[at + 1] : ' ';
        if (step == 0 && text[at] == '(' && g_ascii_isalnum(next))
            open++;
        else if (step == 0 && text[at] == ')' && open > 0)
            open--;
        else if (step == 0 && !(strchr(",;*", text[at]) != NULL && g_ascii_isalnum(next)))
            return at;
        at += MAX(step, 1);
    }
    return at;
}

OsintAddressRun osint_address_run(const char *text, guint32 length, guint32 at, guint32 floor)
{
    char head[HEAD_BYTES];
    guint32 start = run_start(text, at, floor), end = MAX(at, run_end(text, length, start));
    OsintAddressRun run = {.start = start, .end = end, .until = end};
    while (run.end > at && strchr(".:!?", text[run.end - 1]) != NULL)
        run.end--;
    copy_head(text, run.start, run.end, head);
    run.is_address = is_address(head);
    if (run.is_address && strchr(head, '/') != NULL)
        run.end = run.until = url_end(text, length, run.end);
    return run;
}
