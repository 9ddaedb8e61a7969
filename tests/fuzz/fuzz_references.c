/* Whatever text speaks of somebody described: mentions lie in it, on character boundaries, with a confidence,
 * and tagging again finds the same. */
#include <stdint.h>
#include <string.h>

#include "indexer/entities/tagger.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char list_text[] =
    "{\"values\": [{\"value\": \"Intruder A\", \"meta\": {\"osint-type\": \"person\", \"osint-context\": "
    "[\"case\"],"
    " \"osint-descriptions\": [\"bank clerk in her 40s\", \"銀行員の女\", \"a visitor\", \"two intruders\", "
    "\"2人の男女\"],"
    " \"osint-references\": [\"the newcomer\"]}},"
    "{\"value\": \"Intruder B\", \"meta\": {\"osint-type\": \"person\", \"osint-context\": [\"case\"],"
    " \"osint-descriptions\": [\"former student\", \"30-year-old man\", \"元留学生\", \"前学生\", \"a "
    "visitor\","
    " \"two intruders\", \"2人の男女\"]}}]}";

static OsintEntityList *list_new(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(list_text, strlen(list_text));
    OsintEntityList *list = osint_entity_list_new();
    g_assert(osint_entity_list_add(list, "list", bytes, NULL, NULL, NULL));
    return list;
}

static void check_mention(const char *text, const OsintMention *mention)
{
    OsintSpan span = mention->span;
    g_assert(span.start < span.end && span.end <= strlen(text));
    g_assert(g_utf8_validate(text + span.start, (gssize)(span.end - span.start), NULL));
    g_assert(mention->confidence > 0 && mention->confidence <= 100);
    g_assert(!mention->descriptive || (mention->why != NULL && g_utf8_validate(mention->why, -1, NULL)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static OsintEntityList *list;
    static OsintTagger *tagger;
    if (tagger == NULL) {
        list = list_new();
        tagger = osint_tagger_new(list);
    }
    if (size > LONGEST)
        return 0;
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    g_autoptr(OsintArticle) article = osint_article_new();
    article->text = g_strconcat("The case: ", text, NULL);
    osint_tagger_tag(tagger, article);
    guint count = article->mentions->len;
    for (guint i = 0; i < count; i++)
        check_mention(article->text, &g_array_index(article->mentions, OsintMention, i));
    osint_tagger_tag(tagger, article);
    g_assert_cmpuint(article->mentions->len, ==, count);
    return 0;
}
