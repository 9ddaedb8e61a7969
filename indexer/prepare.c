/* From the reader's article to the index's: language, id, sentences, passages, mentions. */
#include "indexer/prepare.h"

#include <string.h>

#include "indexer/article/language.h"
#include "indexer/entities/citations/citations.h"
#include "indexer/store/record.h"
#include "indexer/text/passages.h"

#define UNKNOWN_ENTITY_CODE "entity-unknown"

static void set_language(OsintArticle *article)
{
    g_autofree char *declared = g_steal_pointer(&article->language);
    if (declared != NULL)
        article->language = osint_language_canonical(declared);
    if (declared != NULL && article->language == NULL)
        osint_article_warn(article, "language-unreadable", "\"%s\" is no language tag", declared);
    if (article->language == NULL)
        article->language = osint_language_detect(article->text, NULL);
}

/* Standard input has no places that stay: there, what an article says tells it from others. */
void osint_prepare_id(OsintArticle *article, guint position)
{
    if (article->id != NULL || !g_str_equal(article->path, "-")) {
        osint_article_make_id(article, position);
        return;
    }
    g_autofree char *url = article->url != NULL ? osint_url_canonical(article->url) : NULL;
    if (url != NULL)
        osint_article_make_id(article, 0);
    else
        article->id = osint_article_path_id(article->text, 0);
}

/* Forms in which ids are their publishers': the next version of a story has the same, and so has a feed that
 * was saved twice. */
static gboolean is_publishers(const char *media_type)
{
    static const char *const forms[] = {"application/rss+xml",
                                        "application/atom+xml",
                                        "application/feed+json",
                                        "application/x-cdf",
                                        "application/nitf+xml",
                                        "application/vnd.iptc.g2.newsitem+xml",
                                        "application/vnd.iptc.ninjs+json",
                                        "text/vnd.iptc.newsml",
                                        NULL};
    return media_type != NULL && g_strv_contains(forms, media_type);
}

/* The tagger warns of hand tags that no list knows; what an earlier list did not know may be known now. */
static void drop_unknown_entity_warnings(OsintArticle *article)
{
    for (guint i = article->warnings->len; i-- > 0;) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        if (g_str_equal(warning->code, UNKNOWN_ENTITY_CODE))
            g_ptr_array_remove_index(article->warnings, i);
    }
}

static gboolean is_listed(const GPtrArray *ids, const char *id)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)ids, id, g_str_equal, NULL);
}

/* Mentions are of the text; an entity that the headline names is what the article is about all the same. */
static void tag_by_title(OsintArticle *article, const OsintTagger *tagger)
{
    if (article->title == NULL || !osint_tagger_may_find(tagger, article->title))
        return;
    g_autoptr(OsintArticle) whole = osint_article_new();
    guint32 title_end = (guint32)strlen(article->title);
    whole->text = g_strconcat(article->title, "\n\n", article->text, NULL);
    osint_tagger_tag_names(tagger, whole);
    for (guint i = 0; i < whole->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(whole->mentions, OsintMention, i);
        if (mention->span.end <= title_end && !is_listed(article->tagged, mention->entity))
            g_ptr_array_add(article->tagged, g_strdup(mention->entity));
    }
}

/* Readers make mentions of what the document marks. The tagger makes of these what its list says, which the
 * next one may see otherwise. */
static void keep_marks(OsintArticle *article)
{
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->by_hand)
            osint_article_add_mark(article, mention->span, mention->entity);
    }
}

static void mention_marks(OsintArticle *article)
{
    g_array_set_size(article->mentions, 0);
    for (guint i = 0; i < article->marks->len; i++) {
        const OsintMark *mark = &g_array_index(article->marks, OsintMark, i);
        g_autofree char *name =
            g_strndup(article->text + mark->span.start, mark->span.end - mark->span.start);
        osint_article_add_mention(article, mark->span, mark->entity, "other", name)->by_hand = TRUE;
    }
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void tag(OsintArticle *article, const OsintTagger *tagger)
{
    drop_unknown_entity_warnings(article);
    mention_marks(article);
    osint_tagger_tag(tagger, article);
    osint_pins_apply(osint_tagger_pins(tagger), article);
    g_ptr_array_unref(article->tagged);
    article->tagged = osint_tagger_hand_tags(tagger, article);
    tag_by_title(article, tagger);
    g_ptr_array_sort(article->tagged, compare_strings); /* whatever the order of the list */
    osint_citations_find(article);
}

void osint_prepare_article(OsintArticle *article, guint position, const OsintTagger *tagger)
{
    set_language(article);
    osint_prepare_id(article, position);
    osint_passages_split(article->text, article->headings, article->sentences, article->passages);
    keep_marks(article);
    tag(article, tagger);
}

gboolean osint_prepare_second_id(OsintArticle *article, gboolean has_own_id, guint position,
                                 const char *first, const OsintTagger *tagger)
{
    if (has_own_id ? !is_publishers(article->media_type) : article->url == NULL)
        return FALSE;
    if (has_own_id)
        osint_article_warn(article, "duplicate-id", "%s has an article with the id \"%s\"", first,
                           article->id);
    else
        osint_article_warn(article, "duplicate-url", "%s has the same address", first);
    g_free(article->id);
    article->id = osint_article_path_id(article->path, position);
    tag(article, tagger); /* pins are by id, and the tagger's warnings come last */
    return TRUE;
}

gboolean osint_prepare_again(OsintArticle *article, const OsintTagger *tagger)
{
    g_autoptr(GBytes) before = osint_record_encode(article);
    tag(article, tagger);
    g_autoptr(GBytes) after = osint_record_encode(article);
    return !g_bytes_equal(before, after);
}
