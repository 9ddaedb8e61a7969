/* Passages of stored articles as hits that no search has found. */
#include "search/evidence.h"

static gboolean is_one_of(const OsintMention *mention, const char *id, const char *other)
{
    return !mention->benign && (g_str_equal(mention->entity, id) || g_strcmp0(mention->entity, other) == 0);
}

static void highlight(const OsintArticle *article, OsintHitPassage *passage, const char *id,
                      const char *other)
{
    GArray *spans = passage->highlights;
    for (guint i = osint_spans_from(article->mentions, passage->span.start); i < article->mentions->len;
         i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        OsintSpan span = {mention->span.start, MIN(mention->span.end, passage->span.end)};
        if (span.start >= passage->span.end)
            break;
        if (!is_one_of(mention, id, other))
            continue;
        OsintSpan *last = spans->len > 0 ? &g_array_index(spans, OsintSpan, spans->len - 1) : NULL;
        if (last != NULL && span.start < last->end)
            last->end = MAX(last->end, span.end);
        else
            g_array_append_val(spans, span);
    }
}

OsintHit *osint_evidence_new(OsintIndex *index, guint32 docid, GError **error)
{
    gint64 added;
    OsintArticle *article = osint_index_article_added(index, docid, &added, error);
    if (article == NULL)
        return NULL;
    OsintHit *hit = osint_hit_new(article);
    hit->added = added;
    return hit;
}

void osint_evidence_add(OsintHit *hit, guint32 number, const char *id, const char *other)
{
    OsintHitPassage *passage = osint_hit_passage_new(hit);
    passage->index = number + 1;
    passage->span = g_array_index(hit->article->passages, OsintSpan, number);
    highlight(hit->article, passage, id, other);
}
