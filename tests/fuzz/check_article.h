/* What holds for every article that a reader gives, whatever the document was. */
#ifndef OSINT_TESTS_FUZZ_CHECK_ARTICLE_H
#define OSINT_TESTS_FUZZ_CHECK_ARTICLE_H

#include <string.h>

#include "indexer/readers/readers.h"

static inline void check_article(const OsintArticle *article)
{
    gsize length = strlen(article->text);
    guint32 before = 0;
    g_assert(length > 0 && g_utf8_validate(article->text, (gssize)length, NULL));
    g_assert(article->title == NULL || g_utf8_validate(article->title, -1, NULL));
    for (guint i = 0; i < article->headings->len; i++) {
        OsintSpan span = g_array_index(article->headings, OsintSpan, i);
        g_assert(before <= span.start && span.start < span.end && span.end <= length);
        before = span.end;
    }
    before = 0;
    for (guint i = 0; i < article->pages->len; i++) {
        OsintPageStart page = g_array_index(article->pages, OsintPageStart, i);
        g_assert(before <= page.start && page.start <= length && page.page > 0);
        before = page.start;
    }
}

static inline void check_given(OsintArticle *article, gpointer user_data)
{
    (void)user_data;
    check_article(article);
    osint_article_free(article);
}

static inline void check_refusal(const OsintRefusal *refusal, gpointer user_data)
{
    (void)user_data;
    g_assert(refusal->code != NULL && g_utf8_validate(refusal->message, -1, NULL));
}

/* Reads a document as osint-index does. */
static inline void check_document(const char *path, const void *data, gsize length, gsize max_bytes)
{
    static gboolean begun = FALSE;
    if (!begun)
        osint_readers_init();
    begun = TRUE;
    const OsintReadSink sink = {check_given, check_refusal, NULL, NULL};
    const OsintReadOptions options = {.max_bytes = max_bytes};
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    osint_read_document(path, bytes, &options, &sink);
}

#endif
