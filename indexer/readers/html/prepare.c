/* One pass over the bytes, as HTML's tokenizer would go. Every search for an end that failed once is not
 * tried again, so that a page of unclosed comments costs no more than any other. */
#include "indexer/readers/html/prepare.h"

#include <string.h>

#define MAX_ATTRIBUTES 64
#define MAX_DATA_VALUE 64
#define MAX_NAME 40

typedef struct {
    const char *at;
    const char *end;
    char *out;
    guint max_depth;
    guint depth;        /* of elements that need an end tag */
    guint preformatted; /* open <pre> elements */
    guint omitted;      /* open elements whose start tags were left out */
    gboolean no_comment_end;
    gboolean no_quote[2]; /* no closing " or ' ahead */
} Preparation;

typedef struct {
    const char *name, *value; /* value NULL when there is none */
    gsize name_length, value_length;
} Attribute;

static void put(Preparation *preparation, const char *bytes, gsize length)
{
    memcpy(preparation->out, bytes, length);
    preparation->out += length;
}

static gboolean is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\0';
}

/* Text up to the next tag. Outside <pre> a run of white space, which is often a page's indentation, is one.
 * NUL bytes are dropped. */
static void copy_text(Preparation *preparation)
{
    const char *at = preparation->at;
    const char *end = memchr(at, '<', (gsize)(preparation->end - at));
    char *out = preparation->out;
    end = end != NULL ? end : preparation->end;
    for (; at < end; at++) {
        gboolean repeats = preparation->preformatted == 0 && is_space(*at) && at + 1 < end &&
                           is_space(at[1]) && (*at != '\n' || at[1] == '\n');
        if (*at != '\0' && !repeats)
            *out++ = *at;
    }
    preparation->out = out;
    preparation->at = end;
}

static void skip_to(Preparation *preparation, char stop)
{
    const char *found = memchr(preparation->at, stop, (gsize)(preparation->end - preparation->at));
    preparation->at = found != NULL ? found + 1 : preparation->end;
}

/* "<!": a comment or a declaration. An unclosed comment ends at the next ">", so that nothing is lost. */
static void skip_declaration(Preparation *preparation)
{
    gsize left = (gsize)(preparation->end - preparation->at);
    if (left >= 4 && memcmp(preparation->at, "<!--", 4) == 0 && !preparation->no_comment_end) {
        const char *close = memmem(preparation->at + 2, left - 2, "-->", 3);
        if (close != NULL) {
            preparation->at = close + 3;
            return;
        }
        preparation->no_comment_end = TRUE;
    }
    skip_to(preparation, '>');
}

static gboolean ends_name(char c)
{
    return is_space(c) || c == '>' || c == '/';
}

static gsize read_name(const char *at, const char *end, char name[MAX_NAME])
{
    gsize length = 0;
    while (at + length < end && !ends_name(at[length])) {
        if (length < MAX_NAME - 1)
            name[length] = g_ascii_tolower(at[length]);
        length++;
    }
    name[MIN(length, MAX_NAME - 1)] = '\0';
    return length;
}

static const char *quoted_end(Preparation *preparation, const char *from, char quote)
{
    gboolean *missing = &preparation->no_quote[quote == '"' ? 0 : 1];
    const char *close = *missing ? NULL : memchr(from, quote, (gsize)(preparation->end - from));
    if (close == NULL)
        *missing = TRUE;
    return close;
}

static void read_value(Preparation *preparation, Attribute *attribute)
{
    const char *end = preparation->end;
    char quote = preparation->at < end ? *preparation->at : '\0';
    if (quote == '"' || quote == '\'') {
        const char *close = quoted_end(preparation, preparation->at + 1, quote);
        if (close != NULL) {
            attribute->value = preparation->at + 1;
            attribute->value_length = (gsize)(close - attribute->value);
            preparation->at = close + 1;
            return;
        }
        preparation->at++;
    }
    attribute->value = preparation->at;
    while (preparation->at < end && !is_space(*preparation->at) && *preparation->at != '>')
        preparation->at++;
    attribute->value_length = (gsize)(preparation->at - attribute->value);
}

/* FALSE at the end of the tag, which is then behind. */
static gboolean read_attribute(Preparation *preparation, Attribute *attribute)
{
    const char *end = preparation->end;
    while (preparation->at < end && (is_space(*preparation->at) || *preparation->at == '/'))
        preparation->at++;
    if (preparation->at == end || *preparation->at == '>') {
        preparation->at += preparation->at < end ? 1 : 0;
        return FALSE;
    }
    *attribute = (Attribute){.name = preparation->at};
    do
        preparation->at++;
    while (preparation->at < end && !ends_name(*preparation->at) && *preparation->at != '=');
    attribute->name_length = (gsize)(preparation->at - attribute->name);
    const char *sign = preparation->at;
    while (sign < end && is_space(*sign))
        sign++;
    if (sign < end && *sign == '=') {
        preparation->at = sign + 1;
        while (preparation->at < end && is_space(*preparation->at))
            preparation->at++;
        read_value(preparation, attribute);
    }
    return TRUE;
}

static gboolean is_any(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (name[0] == (*list)[0] && strcmp(name, *list) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_wanted(const Attribute *attribute)
{
    static const char *const wanted[] = {
        "class",      "id",       "href",   "rel",         "role",       "itemprop", "itemtype", "itemscope",
        "itemid",     "property", "typeof", "name",        "lang",       "xml:lang", "content",  "datetime",
        "pubdate",    "hidden",   "type",   "charset",     "http-equiv", "alt",      "title",    "vocab",
        "aria-label", "resource", "about",  "aria-hidden", "cite",       NULL};
    char name[MAX_NAME];
    read_name(attribute->name, attribute->name + attribute->name_length, name);
    if (g_str_has_prefix(name, "data-"))
        return attribute->value_length <= MAX_DATA_VALUE && attribute->value_length > 0;
    if (strcmp(name, "style") == 0)
        return attribute->value_length > 0 &&
               (memmem(attribute->value, attribute->value_length, "display", 7) != NULL ||
                memmem(attribute->value, attribute->value_length, "visibility", 10) != NULL);
    return is_any(name, wanted);
}

/* Without NUL bytes, and without the character that would end it. */
static void put_value(Preparation *preparation, const char *value, gsize length, char quote)
{
    for (gsize i = 0; i < length; i++)
        if (value[i] != '\0' && value[i] != quote)
            *preparation->out++ = value[i];
}

static void put_attribute(Preparation *preparation, const Attribute *attribute)
{
    put(preparation, " ", 1);
    put(preparation, attribute->name, attribute->name_length);
    if (attribute->value == NULL)
        return;
    gboolean has_double = memchr(attribute->value, '"', attribute->value_length) != NULL;
    const char *quote = has_double ? "'" : "\"";
    put(preparation, "=", 1);
    put(preparation, quote, 1);
    put_value(preparation, attribute->value, attribute->value_length, *quote);
    put(preparation, quote, 1);
}

/* Elements that need no end tag do not count: how many of them are open follows from the others. */
static gboolean needs_end(const char *name)
{
    static const char *const optional[] = {
        "area",  "base", "body",  "br", "col",   "dd",   "dt",     "embed", "head",  "hr",
        "html",  "img",  "input", "li", "link",  "meta", "option", "p",     "param", "source",
        "tbody", "td",   "tfoot", "th", "thead", "tr",   "track",  "wbr",   NULL};
    return !is_any(name, optional);
}

/* Whether a tag is left out because of its depth. */
static gboolean too_deep(Preparation *preparation, const char *name, gboolean closes)
{
    if (preparation->max_depth == 0 || !needs_end(name))
        return FALSE;
    if (!closes) {
        gboolean deep = preparation->depth >= preparation->max_depth;
        preparation->depth += deep ? 0 : 1;
        preparation->omitted += deep ? 1 : 0;
        return deep;
    }
    if (preparation->omitted > 0) {
        preparation->omitted--;
        return TRUE;
    }
    preparation->depth -= preparation->depth > 0 ? 1 : 0;
    return FALSE;
}

static void copy_end_tag(Preparation *preparation)
{
    char name[MAX_NAME];
    const char *from = preparation->at;
    gsize length = read_name(from + 2, preparation->end, name);
    skip_to(preparation, '>');
    if (preparation->preformatted > 0 && strcmp(name, "pre") == 0)
        preparation->preformatted--;
    if (too_deep(preparation, name, TRUE))
        return;
    put(preparation, from, 2 + length);
    put(preparation, ">", 1);
}

/* Moves behind the end tag of an element whose content is not markup; what it holds is [from, *to). */
static void skip_raw(Preparation *preparation, const char *name, const char **to)
{
    gsize length = strlen(name);
    const char *at = preparation->at;
    while ((at = memchr(at, '<', (gsize)(preparation->end - at))) != NULL) {
        if ((gsize)(preparation->end - at) > length + 2 && at[1] == '/' &&
            g_ascii_strncasecmp(at + 2, name, length) == 0 && ends_name(at[length + 2])) {
            *to = at;
            preparation->at = at;
            skip_to(preparation, '>');
            return;
        }
        at++;
    }
    *to = preparation->at = preparation->end;
}

static gboolean is_raw(const char *name)
{
    static const char *const raw[] = {"script", "style",    "iframe", "noembed", "noframes",
                                      "svg",    "textarea", "xmp",    NULL};
    return is_any(name, raw);
}

/* Elements without text that no reader looks at, and that have no end tag. */
static gboolean is_picture(const char *name)
{
    static const char *const pictures[] = {"area",  "col",    "embed", "img", "input",
                                           "param", "source", "track", NULL};
    return is_any(name, pictures);
}

static gboolean is_json(const Attribute *attribute)
{
    return attribute->name_length == 4 && g_ascii_strncasecmp(attribute->name, "type", 4) == 0 &&
           attribute->value != NULL && memmem(attribute->value, attribute->value_length, "json", 4) != NULL;
}

/* A tag as it stands and its attributes. *json: it says that it holds JSON. */
static void copy_attributes(Preparation *preparation, gboolean *json)
{
    Attribute attribute;
    guint count = 0;
    *json = FALSE;
    while (read_attribute(preparation, &attribute)) {
        *json = *json || is_json(&attribute);
        if (count < MAX_ATTRIBUTES && is_wanted(&attribute)) {
            put_attribute(preparation, &attribute);
            count++;
        }
    }
}

static void copy_start_tag(Preparation *preparation)
{
    char name[MAX_NAME];
    char *begin = preparation->out;
    gsize length = read_name(preparation->at + 1, preparation->end, name);
    put(preparation, preparation->at, 1 + length);
    preparation->at += 1 + length;
    gboolean json;
    copy_attributes(preparation, &json);
    gboolean closed = preparation->at[-1] == '>' && preparation->at[-2] == '/';
    json = json && strcmp(name, "script") == 0;
    if (is_raw(name) && !(closed && strcmp(name, "svg") == 0)) {
        const char *content = preparation->at, *to;
        skip_raw(preparation, name, &to);
        if (!json) {
            preparation->out = begin;
            return;
        }
        put(preparation, ">", 1);
        put_value(preparation, content, (gsize)(to - content), '\0');
        put(preparation, "</script>", 9);
        return;
    }
    if (is_picture(name)) {
        preparation->out = begin;
        return;
    }
    preparation->preformatted += strcmp(name, "pre") == 0 ? 1 : 0;
    if (closed)
        put(preparation, "/", 1);
    else if (too_deep(preparation, name, FALSE)) {
        preparation->out = begin;
        return;
    }
    put(preparation, ">", 1);
}

char *osint_html_prepare(const char *html, gsize length, guint max_depth, gsize *kept)
{
    /* A tag may grow by quotes around its values, at most two bytes for each of three. */
    char *copy = g_malloc(length * 2 + 64);
    Preparation preparation = {.at = html, .end = html + length, .out = copy, .max_depth = max_depth};
    while (preparation.at < preparation.end) {
        copy_text(&preparation);
        if (preparation.at == preparation.end)
            break;
        char next = preparation.end - preparation.at > 1 ? preparation.at[1] : ' ';
        if (g_ascii_isalpha(next)) {
            copy_start_tag(&preparation);
        } else if (next == '/' && preparation.end - preparation.at > 2 &&
                   g_ascii_isalpha(preparation.at[2])) {
            copy_end_tag(&preparation);
        } else if (next == '!' || next == '?' || next == '/') {
            skip_declaration(&preparation);
        } else {
            put(&preparation, preparation.at++, 1);
        }
    }
    *preparation.out = '\0';
    *kept = (gsize)(preparation.out - copy);
    return copy;
}
