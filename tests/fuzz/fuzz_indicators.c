/* Whatever text is searched for indicators: spans lie in it in order, normal forms are their own normal form,
 * and a defanged value comes back. */
#include <stdint.h>
#include <string.h>

#include "indexer/entities/indicators/normal.h"
#include "indexer/entities/indicators/indicators.h"
#include "indexer/entities/indicators/refang.h"

#define LONGEST 4000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(const char *text, OsintSpan span)
{
    g_assert(span.start < span.end && span.end <= strlen(text));
    g_assert(g_utf8_validate(text + span.start, (gssize)(span.end - span.start), NULL));
}

/* What has a spelling of its own has it already. */
static void check_normal(const OsintMention *mention)
{
    const char *colon = strchr(mention->entity, ':');
    g_autofree char *kind = g_strndup(mention->entity, (gsize)(colon - mention->entity));
    g_assert(osint_indicator_is_kind(kind));
    if (strcmp(mention->type, "other") == 0 || strcmp(kind, "url") == 0 || strcmp(kind, "email") == 0)
        return;
    g_autofree char *again = osint_indicator_id(kind, colon + 1);
    g_assert_cmpstr(again, ==, mention->entity);
}

static void check_refanging(const char *text)
{
    g_autoptr(OsintRefanged) refanged = osint_refanged_new(text, strlen(text));
    gsize length;
    const char *plain = osint_refanged_text(refanged, &length);
    g_assert(g_utf8_validate(plain, (gssize)length, NULL));
    for (gsize i = 0; i < length; i++) {
        OsintSpan span = osint_refanged_span(refanged, i, i + 1);
        g_assert(span.start <= span.end && span.end <= strlen(text));
    }
    g_autofree char *value = osint_refang(text);
    g_autofree char *defanged = osint_defang(text);
    g_assert(g_utf8_validate(value, -1, NULL) && g_utf8_validate(defanged, -1, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static OsintEntityList *list;
    static OsintIndicatorRules *rules;
    if (rules == NULL)
        rules = osint_indicator_rules_new(list = osint_entity_list_new());
    g_autofree char *bytes = g_strndup((const char *)data, MIN(size, LONGEST));
    g_autoptr(OsintArticle) article = osint_article_new();
    article->text = g_utf8_make_valid(bytes, -1);
    osint_indicator_rules_tag(rules, article);
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        check_span(article->text, mention->span);
        check_normal(mention);
    }
    check_refanging(article->text);
    return 0;
}
