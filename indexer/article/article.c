/* The article record: making, freeing, its mentions, its id and its headline. */
#include "indexer/article/article.h"

#include <string.h>

static void clear_mention(gpointer data)
{
    OsintMention *mention = data;
    g_free(mention->entity);
    g_free(mention->type);
    g_free(mention->name);
    g_free(mention->why);
}

static void clear_citation(gpointer data)
{
    OsintCitation *citation = data;
    g_free(citation->origin);
    g_free(citation->name);
}

static void clear_mark(gpointer data)
{
    g_free(((OsintMark *)data)->entity);
}

static void free_warning(gpointer data)
{
    OsintWarning *warning = data;
    g_free(warning->code);
    g_free(warning->message);
    g_free(warning);
}

OsintArticle *osint_article_new(void)
{
    OsintArticle *article = g_new0(OsintArticle, 1);
    article->authors = g_ptr_array_new_with_free_func(g_free);
    article->tagged = g_ptr_array_new_with_free_func(g_free);
    article->entities = g_ptr_array_new_with_free_func(g_free);
    article->tags = g_ptr_array_new_with_free_func(g_free);
    article->headings = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    article->pages = g_array_new(FALSE, FALSE, sizeof(OsintPageStart));
    article->sentences = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    article->passages = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    article->mentions = g_array_new(FALSE, FALSE, sizeof(OsintMention));
    g_array_set_clear_func(article->mentions, clear_mention);
    article->citations = g_array_new(FALSE, FALSE, sizeof(OsintCitation));
    g_array_set_clear_func(article->citations, clear_citation);
    article->marks = g_array_new(FALSE, FALSE, sizeof(OsintMark));
    g_array_set_clear_func(article->marks, clear_mark);
    article->warnings = g_ptr_array_new_with_free_func(free_warning);
    return article;
}

static void free_strings(OsintArticle *article)
{
    char *strings[] = {article->id,        article->title,     article->publisher, article->url,
                       article->published, article->updated,   article->accessed,  article->language,
                       article->text,      article->rating,    article->tlp,       article->path,
                       article->sha256,    article->media_type};

    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
}

void osint_article_free(OsintArticle *article)
{
    if (article == NULL)
        return;
    free_strings(article);
    g_ptr_array_unref(article->authors);
    g_ptr_array_unref(article->tagged);
    g_ptr_array_unref(article->entities);
    g_ptr_array_unref(article->tags);
    g_array_unref(article->headings);
    g_array_unref(article->pages);
    g_array_unref(article->sentences);
    g_array_unref(article->passages);
    g_array_unref(article->mentions);
    g_array_unref(article->citations);
    g_array_unref(article->marks);
    g_ptr_array_unref(article->warnings);
    g_free(article);
}

void osint_article_warn(OsintArticle *article, const char *code, const char *format, ...)
{
    OsintWarning *warning = g_new(OsintWarning, 1);
    va_list arguments;

    va_start(arguments, format);
    warning->code = g_strdup(code);
    warning->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(article->warnings, warning);
}

void osint_article_add_page(OsintArticle *article, guint32 start, guint32 page)
{
    OsintPageStart begun = {start, page};
    OsintPageStart *last = article->pages->len == 0
                               ? NULL
                               : &g_array_index(article->pages, OsintPageStart, article->pages->len - 1);
    g_assert(last == NULL || last->start <= start);
    if (last != NULL && last->start == start)
        last->page = page;
    else if (last == NULL || last->page != page)
        g_array_append_val(article->pages, begun);
}

guint32 osint_article_page_at(const OsintArticle *article, guint32 byte)
{
    guint low = 0, high = article->pages->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(article->pages, OsintPageStart, middle).start <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? g_array_index(article->pages, OsintPageStart, low - 1).page : 0;
}

OsintMention *osint_article_add_mention(OsintArticle *article, OsintSpan span, const char *entity,
                                        const char *type, const char *name)
{
    OsintMention mention = {.span = span,
                            .entity = g_strdup(entity),
                            .type = g_strdup(type),
                            .name = g_strdup(name),
                            .confidence = 100};
    g_array_append_val(article->mentions, mention);
    return &g_array_index(article->mentions, OsintMention, article->mentions->len - 1);
}

void osint_article_add_citation(OsintArticle *article, OsintSpan span, const char *origin, const char *name,
                                gboolean unnamed)
{
    OsintCitation citation = {span, g_strdup(origin), g_strdup(name), unnamed};
    g_array_append_val(article->citations, citation);
}

void osint_article_add_mark(OsintArticle *article, OsintSpan span, const char *entity)
{
    OsintMark mark = {span, g_strdup(entity)};
    g_array_append_val(article->marks, mark);
}

static int compare_spans(const OsintSpan *a, const OsintSpan *b)
{
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return 0;
}

static int compare_mentions(gconstpointer first, gconstpointer second)
{
    const OsintMention *a = first;
    const OsintMention *b = second;
    int order = compare_spans(&a->span, &b->span);

    if (order == 0)
        order = g_strcmp0(a->entity, b->entity);
    if (order == 0)
        order = (b->by_hand ? 1 : 0) - (a->by_hand ? 1 : 0);
    if (order == 0)
        order = (a->descriptive ? 1 : 0) - (b->descriptive ? 1 : 0);
    return order;
}

static gboolean mention_repeats(const OsintMention *a, const OsintMention *b)
{
    return compare_spans(&a->span, &b->span) == 0 && g_strcmp0(a->entity, b->entity) == 0;
}

void osint_article_sort_mentions(OsintArticle *article)
{
    GArray *mentions = article->mentions;
    guint kept = 0;

    g_array_sort(mentions, compare_mentions);
    for (guint i = 0; i < mentions->len; i++) {
        OsintMention *mention = &g_array_index(mentions, OsintMention, i);

        if (kept > 0 && mention_repeats(&g_array_index(mentions, OsintMention, kept - 1), mention))
            continue;
        if (kept != i) {
            OsintMention swapped = g_array_index(mentions, OsintMention, kept);
            g_array_index(mentions, OsintMention, kept) = *mention;
            *mention = swapped;
        }
        kept++;
    }
    g_array_set_size(mentions, kept);
}

/* 64 bits of SHA-256: among a hundred million articles the chance of one collision is 1 in 3,700. */
static char *hashed_id(char kind, const char *what)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, what, -1);
    return g_strdup_printf("%c%.16s", kind, hash);
}

char *osint_article_path_id(const char *path, guint position)
{
    /* The number comes first: no path can then imitate another path with a number behind it. */
    g_autofree char *place = g_strdup_printf("%u:%s", position, path);
    return hashed_id('p', place);
}

void osint_article_make_id(OsintArticle *article, guint position)
{
    if (article->id != NULL)
        return;
    g_autofree char *url = article->url != NULL ? osint_url_canonical(article->url) : NULL;
    if (url != NULL)
        article->id = hashed_id('u', url);
    else
        article->id = osint_article_path_id(article->path != NULL ? article->path : "-", position);
}

/* The first paragraph on one line, not much longer than max_chars: a text may be a hundred megabytes. */
static GString *first_line(const char *text, guint max_chars)
{
    GString *line = g_string_new(NULL);
    guint chars = 0;

    while (g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    while (*text != '\0' && chars <= max_chars) {
        const char *word = text;

        while (*text != '\0' && g_unichar_isspace(g_utf8_get_char(text)))
            text = g_utf8_next_char(text);
        if (text > word) {
            const char *newline = memchr(word, '\n', (gsize)(text - word));
            if (*text == '\0' || (newline != NULL && memchr(newline + 1, '\n', (gsize)(text - newline - 1))))
                break;
            g_string_append_c(line, ' ');
        } else {
            g_string_append_unichar(line, g_utf8_get_char(text));
            text = g_utf8_next_char(text);
        }
        chars++;
    }
    return line;
}

/* Where to cut a line so that at most max_chars characters stay: at the last space, unless that would drop
 * more than half (a script without spaces, a very long word), and never before a combining mark. */
static gsize cut_place(const char *line, guint max_chars)
{
    const char *limit = g_utf8_offset_to_pointer(line, (glong)max_chars);
    const char *half = g_utf8_offset_to_pointer(line, (glong)max_chars / 2);

    for (const char *at = limit; at > half; at = g_utf8_prev_char(at)) {
        if (*at == ' ')
            return (gsize)(at - line);
    }
    while (limit > line && g_unichar_ismark(g_utf8_get_char(limit)))
        limit = g_utf8_prev_char(limit);
    return (gsize)(limit - line);
}

char *osint_article_headline(const char *title, const char *text, guint max_chars)
{
    if (title != NULL && *title != '\0')
        return g_strdup(title);
    if (text == NULL || max_chars == 0)
        return g_strdup("");

    GString *line = first_line(text, max_chars);
    if (g_utf8_strlen(line->str, (gssize)line->len) > (glong)max_chars) {
        g_string_truncate(line, cut_place(line->str, max_chars - 1));
        g_strchomp(line->str);
        g_string_truncate(line, strlen(line->str));
        g_string_append(line, "\xe2\x80\xa6");
    }
    return g_string_free(line, FALSE);
}
