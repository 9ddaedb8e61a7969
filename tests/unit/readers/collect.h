/* A sink that keeps what a reader gives, for tests to look at. */
#ifndef OSINT_TESTS_READERS_COLLECT_H
#define OSINT_TESTS_READERS_COLLECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "indexer/readers/readers.h"

typedef struct {
    GPtrArray *articles; /* OsintArticle */
    GPtrArray *refusals; /* "LINE CODE MESSAGE" */
    GPtrArray *unknown;  /* keys */
    guint64 offset;      /* of the last refusal */
} Collected;

static inline void collect_article(OsintArticle *article, gpointer data)
{
    g_assert_nonnull(article->text);
    g_assert_true(g_utf8_validate(article->text, -1, NULL));
    g_ptr_array_add(((Collected *)data)->articles, article);
}

static inline void collect_refusal(const OsintRefusal *refusal, gpointer data)
{
    Collected *collected = data;
    g_assert_null(strchr(refusal->message, '\n'));
    g_ptr_array_add(collected->refusals,
                    g_strdup_printf("%u %s %s", refusal->line, refusal->code, refusal->message));
    collected->offset = refusal->offset;
}

static inline void collect_key(const char *path, const char *key, gpointer data)
{
    (void)path;
    g_ptr_array_add(((Collected *)data)->unknown, g_strdup(key));
}

static inline Collected *collected_new(void)
{
    Collected *collected = g_new0(Collected, 1);
    collected->articles = g_ptr_array_new_with_free_func((GDestroyNotify)osint_article_free);
    collected->refusals = g_ptr_array_new_with_free_func(g_free);
    collected->unknown = g_ptr_array_new_with_free_func(g_free);
    return collected;
}

static inline void collected_free(Collected *collected)
{
    g_ptr_array_unref(collected->articles);
    g_ptr_array_unref(collected->refusals);
    g_ptr_array_unref(collected->unknown);
    g_free(collected);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collected, collected_free)

static inline OsintReadSink sink_of(Collected *collected)
{
    return (OsintReadSink){collect_article, collect_refusal, collect_key, collected};
}

static inline Collected *collect(const char *path, const void *data, gsize length,
                                 const OsintReadOptions *options)
{
    Collected *collected = collected_new();
    OsintReadSink sink = sink_of(collected);
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    osint_read_document(path, bytes, options, &sink);
    return collected;
}

static inline Collected *collect_text(const char *path, const char *text)
{
    return collect(path, text, strlen(text), NULL);
}

static inline const OsintArticle *article_at(const Collected *collected, guint index)
{
    assert_true(index < collected->articles->len);
    return g_ptr_array_index(collected->articles, index);
}

static inline const char *refusal_at(const Collected *collected, guint index)
{
    assert_true(index < collected->refusals->len);
    return g_ptr_array_index(collected->refusals, index);
}

/* The one article of a document that is refused nothing. */
static inline const OsintArticle *only_article(const Collected *collected)
{
    assert_int_equal(collected->refusals->len, 0);
    assert_int_equal(collected->articles->len, 1);
    return article_at(collected, 0);
}

static inline void assert_refused(const Collected *collected, const char *beginning)
{
    assert_int_equal(collected->articles->len, 0);
    if (!g_str_has_prefix(refusal_at(collected, 0), beginning))
        fail_msg("refused as: %s", refusal_at(collected, 0));
}

static inline gboolean has_warning(const OsintArticle *article, const char *code)
{
    for (guint i = 0; i < article->warnings->len; i++)
        if (strcmp(((OsintWarning *)g_ptr_array_index(article->warnings, i))->code, code) == 0)
            return TRUE;
    return FALSE;
}

static inline int readers_setup(void **state)
{
    (void)state;
    osint_readers_init();
    return 0;
}

static inline int readers_teardown(void **state)
{
    (void)state;
    osint_readers_cleanup();
    return 0;
}

#endif
