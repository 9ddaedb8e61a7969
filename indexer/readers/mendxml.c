/* A scanner of tags. It knows nothing of what elements mean except that items of feeds do not stand in one
 * another, which is where a missing end tag would cost most. */
#include "indexer/readers/mendxml.h"

#include "indexer/readers/mendxml-characters.h"

#include <string.h>

#define MAX_DEPTH 200
#define MAX_ATTRIBUTES 100
#define CDATA_OPEN "<![CDATA["
#define CDATA_CLOSE "]]>"

typedef struct {
    const char *at;
    const char *end;
    GString *out;
    GPtrArray *open;          /* char *: names of elements */
    GHashTable *open_count;   /* name -> how often it is in `open` */
    GHashTable *entities;     /* name -> its characters */
    gsize growth;             /* bytes that entities may still add */
    gboolean no_comment_ends; /* there is no "-->" any more; likewise for "?" and ">" */
    gboolean no_tag_ends;
    gboolean rooted; /* the outermost element was opened */
    OsintMending *mending;
} Mender;

void osint_mending_clear(OsintMending *mending)
{
    g_clear_pointer(&mending->hostile, g_free);
}

static gboolean is_name_start(char c)
{
    return g_ascii_isalpha(c) || c == '_' || c == ':' || (guchar)c >= 0x80;
}

static gboolean is_name(char c)
{
    return is_name_start(c) || g_ascii_isdigit(c) || c == '-' || c == '.';
}

static gboolean begins(const Mender *mender, const char *with)
{
    gsize length = strlen(with);
    return (gsize)(mender->end - mender->at) >= length && g_ascii_strncasecmp(mender->at, with, length) == 0;
}

static const char *find(const char *from, const char *end, const char *what)
{
    return from < end ? g_strstr_len(from, end - from, what) : NULL;
}

/* Keeps line numbers right where something is left out. */
static void keep_lines(Mender *mender, const char *from, const char *to)
{
    while (from < to && (from = memchr(from, '\n', (gsize)(to - from))) != NULL) {
        g_string_append_c(mender->out, '\n');
        from++;
    }
}

static void skip_to(Mender *mender, const char *to)
{
    keep_lines(mender, mender->at, to);
    mender->at = to;
}

static void push(Mender *mender, const char *name)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(mender->open_count, name));
    g_hash_table_insert(mender->open_count, g_strdup(name), GUINT_TO_POINTER(count + 1));
    g_ptr_array_add(mender->open, g_strdup(name));
}

static void close_top(Mender *mender)
{
    const char *name = g_ptr_array_index(mender->open, mender->open->len - 1);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(mender->open_count, name));
    g_string_append_printf(mender->out, "</%s>", name);
    g_hash_table_insert(mender->open_count, g_strdup(name), GUINT_TO_POINTER(count - 1));
    g_ptr_array_set_size(mender->open, (int)mender->open->len - 1);
}

static gboolean is_open(const Mender *mender, const char *name)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(mender->open_count, name)) > 0;
}

static void close_until(Mender *mender, const char *name)
{
    while (mender->open->len > 0) {
        gboolean last = strcmp(g_ptr_array_index(mender->open, mender->open->len - 1), name) == 0;
        close_top(mender);
        if (last)
            return;
    }
}

static char *take_name(Mender *mender)
{
    const char *start = mender->at;
    while (mender->at < mender->end && is_name(*mender->at))
        mender->at++;
    return g_strndup(start, (gsize)(mender->at - start));
}

static void skip_space(Mender *mender)
{
    const char *at = mender->at;
    while (at < mender->end && g_ascii_isspace(*at))
        at++;
    skip_to(mender, at);
}

/* The value of an attribute. A quote that is not closed before the next tag was forgotten: the value then
 * ends where one without quotes does. */
static void take_value(Mender *mender, const char **value, gsize *length)
{
    const char *start = mender->at;
    char quote = start < mender->end && (*start == '"' || *start == '\'') ? *start : '\0';
    if (quote != '\0') {
        const char *close = memchr(start + 1, quote, (gsize)(mender->end - start) - 1);
        if (close != NULL && memchr(start, '<', (gsize)(close - start)) == NULL) {
            *value = start + 1;
            *length = (gsize)(close - start) - 1;
            mender->at = close + 1;
            return;
        }
        start++;
    }
    const char *at = start;
    while (at < mender->end && !g_ascii_isspace(*at) && *at != '>' && *at != '<' && *at != quote)
        at++;
    *value = start;
    *length = (gsize)(at - start);
    mender->at = at;
}

static void put_text(Mender *mender, const char *text, gsize length)
{
    osint_mend_characters(mender->out, text, length, mender->entities, &mender->growth);
}

static void take_attribute(Mender *mender, GHashTable *seen)
{
    g_autofree char *name = take_name(mender);
    const char *value = "";
    gsize length = 0;
    skip_space(mender);
    if (mender->at < mender->end && *mender->at == '=') {
        mender->at++;
        skip_space(mender);
        take_value(mender, &value, &length);
    }
    if (g_hash_table_size(seen) >= MAX_ATTRIBUTES || g_hash_table_contains(seen, name))
        return;
    g_string_append_printf(mender->out, " %s=\"", name);
    put_text(mender, value, length);
    g_string_append_c(mender->out, '"');
    g_hash_table_add(seen, g_steal_pointer(&name));
}

/* Attributes up to the end of the tag; whether it closes itself. */
static gboolean take_attributes(Mender *mender)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gboolean closed = FALSE;
    while (mender->at < mender->end) {
        char c = *mender->at;
        if (c == '>') {
            mender->at++;
            return closed;
        }
        if (c == '<')
            return closed;
        closed = c == '/';
        if (is_name_start(c))
            take_attribute(mender, seen);
        else if (g_ascii_isspace(c))
            skip_space(mender);
        else
            mender->at++;
    }
    mender->mending->cut_short = TRUE;
    return closed;
}

static gboolean is_item(const char *name)
{
    const char *colon = strchr(name, ':');
    const char *local = colon != NULL ? colon + 1 : name;
    return strcmp(local, "item") == 0 || strcmp(local, "entry") == 0;
}

static void take_start_tag(Mender *mender)
{
    mender->at++;
    g_autofree char *name = take_name(mender);
    if (mender->open->len == 0 && mender->rooted) {
        mender->mending->goes_on = TRUE;
        mender->at = mender->end;
        return;
    }
    gboolean outermost = mender->open->len > 0 && strcmp(g_ptr_array_index(mender->open, 0), name) == 0;
    if (is_item(name) && is_open(mender, name) && !outermost)
        close_until(mender, name);
    gboolean kept = mender->open->len < MAX_DEPTH;
    gsize start = mender->out->len;
    g_string_append_printf(mender->out, "<%s", name);
    gboolean closed = take_attributes(mender);
    if (!kept) {
        g_string_truncate(mender->out, start);
        return;
    }
    g_string_append(mender->out, closed ? "/>" : ">");
    mender->rooted = TRUE;
    if (!closed)
        push(mender, name);
}

static void take_end_tag(Mender *mender)
{
    mender->at += 2;
    skip_space(mender);
    g_autofree char *name = take_name(mender);
    const char *at = mender->at;
    while (at < mender->end && *at != '>' && *at != '<')
        at++;
    skip_to(mender, at < mender->end && *at == '>' ? at + 1 : at);
    if (is_open(mender, name))
        close_until(mender, name);
}

static void take_cdata(Mender *mender)
{
    const char *start = mender->at + strlen(CDATA_OPEN);
    const char *close = find(start, mender->end, CDATA_CLOSE);
    if (close == NULL)
        mender->mending->cut_short = TRUE;
    const char *end = close != NULL ? close : mender->end;
    if (mender->open->len > 0) {
        g_string_append(mender->out, CDATA_OPEN);
        osint_mend_literal(mender->out, start, (gsize)(end - start));
        g_string_append(mender->out, CDATA_CLOSE);
    }
    mender->at = close != NULL ? close + strlen(CDATA_CLOSE) : mender->end;
}

static void take_text(Mender *mender)
{
    const char *next = memchr(mender->at + 1, '<', (gsize)(mender->end - mender->at) - 1);
    const char *end = next != NULL ? next : mender->end;
    if (mender->open->len > 0)
        put_text(mender, mender->at, (gsize)(end - mender->at));
    else
        keep_lines(mender, mender->at, end);
    mender->at = end;
}

/* Comments and processing instructions; FALSE when it does not end, which is then not looked for again. */
static gboolean leave_out(Mender *mender, const char *open, const char *close, gboolean *no_ends)
{
    const char *end = *no_ends ? NULL : find(mender->at + strlen(open), mender->end, close);
    *no_ends = end == NULL;
    if (end == NULL)
        return FALSE;
    skip_to(mender, end + strlen(close));
    return TRUE;
}

static void take_next(Mender *mender)
{
    char second = mender->end - mender->at > 1 ? mender->at[1] : '\0';
    if (*mender->at != '<')
        take_text(mender);
    else if (is_name_start(second))
        take_start_tag(mender);
    else if (second == '/')
        take_end_tag(mender);
    else if (begins(mender, CDATA_OPEN))
        take_cdata(mender);
    else if (begins(mender, "<!--") && leave_out(mender, "<!--", "-->", &mender->no_comment_ends))
        return;
    else if (second == '?' && leave_out(mender, "<?", ">", &mender->no_tag_ends))
        return;
    else if (begins(mender, "<!DOCTYPE") && !mender->rooted)
        skip_to(mender,
                osint_mend_doctype(mender->at, mender->end, mender->entities, &mender->mending->hostile));
    else
        take_text(mender);
}

char *osint_mend_xml(const char *text, gsize length, gsize *mended_length, OsintMending *mending)
{
    *mending = (OsintMending){0};
    Mender mender = {.at = text, .end = text + length, .growth = length + 65536, .mending = mending};
    mender.out = g_string_sized_new(length + length / 8);
    mender.open = g_ptr_array_new_with_free_func(g_free);
    mender.open_count = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    mender.entities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    while (mender.at < mender.end && mending->hostile == NULL)
        take_next(&mender);
    mending->cut_short = mending->cut_short || mender.open->len > 2;
    while (mender.open->len > 0)
        close_top(&mender);
    g_ptr_array_unref(mender.open);
    g_hash_table_unref(mender.open_count);
    g_hash_table_unref(mender.entities);
    *mended_length = mender.out->len;
    return g_string_free(mender.out, mending->hostile != NULL);
}
