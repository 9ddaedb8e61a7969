/* What holds of whatever a reader gives, for the fuzz targets of readers. */
#ifndef OSINT_TESTS_FUZZ_READING_H
#define OSINT_TESTS_FUZZ_READING_H

#include <stdint.h>
#include <string.h>

#include "indexer/readers/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void check_strings(const GPtrArray *strings)
{
    for (guint i = 0; i < strings->len; i++) {
        const char *string = g_ptr_array_index(strings, i);
        g_assert(string != NULL && *string != '\0' && g_utf8_validate(string, -1, NULL));
    }
}

static inline void check_article(OsintArticle *article, gpointer data)
{
    gsize length = strlen(article->text), before = 0;
    (void)data;
    g_assert(length > 0 && g_utf8_validate(article->text, (gssize)length, NULL));
    g_assert(article->title == NULL || g_utf8_validate(article->title, -1, NULL));
    g_assert(article->url == NULL || g_utf8_validate(article->url, -1, NULL));
    for (guint i = 0; i < article->headings->len; i++) {
        OsintSpan span = g_array_index(article->headings, OsintSpan, i);
        g_assert(before <= span.start && span.start < span.end && span.end <= length);
        before = span.end;
    }
    check_strings(article->authors);
    check_strings(article->tags);
    osint_article_free(article);
}

static inline void check_refusal(const OsintRefusal *refusal, gpointer data)
{
    (void)data;
    g_assert(refusal->code != NULL && refusal->message != NULL);
    g_assert(strchr(refusal->message, '\n') == NULL && g_utf8_validate(refusal->message, -1, NULL));
}

static inline void check_key(const char *path, const char *key, gpointer data)
{
    (void)data;
    g_assert(path != NULL && g_utf8_validate(key, -1, NULL));
}

/* Reads the bytes as a document of one form, whatever they look like. */
static inline void check_reading(const uint8_t *bytes, size_t size,
                                 void (*read)(OsintDocument *document, const char *data, gsize length))
{
    const OsintReadSink sink = {.article = check_article, .refused = check_refusal, .unknown_key = check_key};
    static gboolean ready = FALSE;
    if (!ready)
        osint_readers_init();
    ready = TRUE;
    /* The end of the bytes is where a reader that goes too far is seen. */
    g_autofree char *data = g_memdup2(bytes, size);
    OsintDocument document;
    osint_document_init(&document, "/fuzz", NULL, &sink);
    document.media_type = "application/octet-stream";
    read(&document, data != NULL ? data : "", size);
    osint_document_clear(&document);
}

#endif
