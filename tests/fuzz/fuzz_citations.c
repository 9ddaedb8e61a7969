/* Whatever a text says, its citations are in order, inside it and of somebody or nobody. The first byte
 * chooses the language. */
#include <string.h>

#include "indexer/entities/citations/citations.h"
#include "indexer/entities/tagger.h"
#include "indexer/text/passages.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static const char organisations[] =
    "hbc\torganization\tHarbor Broadcasting\tHBC\tハーバー放送協会\t海港广播协会\n"
    "eastwind\torganization\tEastwind News\tEastwind\t東風通信\t东风通讯社\n"
    "kestrel\torganization\tKestrel Electric\tケストレル電機\n"
    "town\tplace\tHarborland\tハーバーランド\n";

/* Made once and kept. */
static const OsintTagger *tagger(void)
{
    static OsintTagger *made;
    if (made == NULL) {
        OsintEntityList *list = osint_entity_list_new();
        g_autoptr(GBytes) bytes = g_bytes_new_static(organisations, strlen(organisations));
        g_assert_true(osint_entity_list_add(list, "organisations", bytes, NULL, NULL, NULL));
        made = osint_tagger_new(list);
    }
    return made;
}

static gboolean is_boundary(const char *text, guint32 byte)
{
    return ((guchar)text[byte] & 0xC0) != 0x80;
}

static void check(const OsintArticle *article)
{
    guint32 last = 0;
    for (guint i = 0; i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);
        OsintSpan span = citation->span;
        g_assert_true(span.start >= last && span.start < span.end && span.end <= strlen(article->text));
        g_assert_true(is_boundary(article->text, span.start) && is_boundary(article->text, span.end));
        g_assert_true(citation->unnamed || citation->name != NULL);
        g_assert_true(citation->name == NULL ||
                      (*citation->name != '\0' && g_utf8_validate(citation->name, -1, NULL)));
        last = span.start;
    }
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    static const char *const languages[] = {"en", "ja", "zh", "de", "ko", NULL};
    if (size == 0)
        return 0;
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autofree char *bytes = g_strndup((const char *)data + 1, size - 1);
    article->text = g_utf8_make_valid(bytes, -1);
    article->language = g_strdup(languages[data[0] % G_N_ELEMENTS(languages)]);
    osint_passages_split(article->text, article->headings, article->sentences, article->passages);
    osint_tagger_tag(tagger(), article);
    osint_citations_find(article);
    check(article);
    return 0;
}
