/* Directories and articles for the tests of the store. */
#include "tests/unit/store/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <ftw.h>
#include <glib/gstdio.h>

#include "indexer/text/passages.h"

int make_directory(void **state)
{
    *state = g_dir_make_tmp("osint-store-XXXXXX", NULL);
    return *state == NULL;
}

static int remove_entry(const char *path, G_GNUC_UNUSED const struct stat *info, G_GNUC_UNUSED int type,
                        G_GNUC_UNUSED struct FTW *walk)
{
    return g_remove(path);
}

int remove_directory(void **state)
{
    int failed = nftw(*state, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    g_free(*state);
    return failed;
}

OsintArticle *make_article(const char *id, const char *title, const char *text)
{
    OsintArticle *article = osint_article_new();
    article->id = g_strdup(id);
    article->title = g_strdup(title);
    article->text = g_strdup(text);
    article->language = g_strdup("en");
    article->path = g_strdup_printf("/mirror/%s.txt", id);
    article->sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    article->media_type = g_strdup("text/plain");
    osint_passages_split(text, NULL, article->sentences, article->passages);
    return article;
}

OsintWriter *open_writer(const char *directory, OsintWriterMode mode)
{
    g_autoptr(GError) error = NULL;
    OsintWriter *writer = osint_writer_open(directory, mode, 0, &error);
    if (writer == NULL)
        fail_msg("%s", error->message);
    return writer;
}

void put_article(OsintWriter *writer, const char *id, const char *text, gint64 added)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintArticle) article = make_article(id, NULL, text);
    if (!osint_writer_put(writer, article, added, &error))
        fail_msg("%s", error->message);
}

OsintMention *mark_words(OsintArticle *article, const char *words, const char *entity, const char *type,
                         const char *name)
{
    const char *at = strstr(article->text, words);
    assert_non_null(at);
    OsintSpan span = {(guint32)(at - article->text), (guint32)(at - article->text + (gssize)strlen(words))};
    return osint_article_add_mention(article, span, entity, type, name);
}

void put_published(OsintWriter *writer, OsintArticle *article, const char *published)
{
    g_autoptr(OsintArticle) taken = article;
    taken->published = g_strdup(published);
    osint_article_sort_mentions(taken);
    assert_true(osint_writer_put(writer, taken, 100, NULL));
}

void commit(OsintWriter *writer)
{
    g_autoptr(GError) error = NULL;
    if (!osint_writer_commit(writer, &error))
        fail_msg("%s", error->message);
}

OsintIndex *open_index(const char *directory)
{
    g_autoptr(GError) error = NULL;
    OsintIndex *index = osint_index_open(directory, &error);
    if (index == NULL)
        fail_msg("%s", error->message);
    return index;
}

void make_index(const char *directory)
{
    g_autoptr(OsintWriter) writer = open_writer(directory, OSINT_WRITER_UPDATE);
    put_article(writer, "a", "Tick is a group.", 100);
    put_article(writer, "b", "Unit 61419 is another.", 200);
    commit(writer);
}
