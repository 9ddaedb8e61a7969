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

/* ---- excerpts ---- */

#define SHORT 330u /* bytes that need no cutting */
#define AROUND 110u

/* The last mentions of two entities, while a passage is read. */
typedef struct {
    const OsintMention *last[2];
    OsintSpan nearest;
} Pair;

static void look_at(Pair *pair, const OsintMention *mention, guint which)
{
    const OsintMention *before = pair->last[1 - which];
    gboolean apart = before != NULL && before->span.end <= mention->span.start;
    if (apart && (pair->nearest.end == 0 ||
                  mention->span.end - before->span.start < pair->nearest.end - pair->nearest.start))
        pair->nearest = (OsintSpan){before->span.start, mention->span.end};
    pair->last[which] = mention;
}

static OsintSpan nearest_pair(const OsintArticle *article, OsintSpan passage, const char *id,
                              const char *other)
{
    Pair pair = {{NULL, NULL}, {0, 0}};
    for (guint i = osint_spans_from(article->mentions, passage.start); i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->span.start >= passage.end)
            break;
        if (mention->benign || mention->span.end > passage.end)
            continue;
        if (g_str_equal(mention->entity, id))
            look_at(&pair, mention, 0);
        else if (g_str_equal(mention->entity, other))
            look_at(&pair, mention, 1);
    }
    return pair.nearest;
}

/* A place between words at or before at, not before first; where words have no spaces, between characters. */
static guint32 word_before(const char *text, guint32 first, guint32 at)
{
    for (guint32 i = at; i > first && at - i < AROUND / 2; i--)
        if (text[i - 1] == ' ' || text[i - 1] == '\n')
            return i;
    while (at > first && ((guchar)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static guint32 word_behind(const char *text, guint32 at, guint32 end)
{
    for (guint32 i = at; i < end && i - at < AROUND / 2; i++)
        if (text[i] == ' ' || text[i] == '\n')
            return i;
    while (at < end && ((guchar)text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

OsintSpan osint_evidence_excerpt(const OsintArticle *article, OsintSpan passage, const char *id,
                                 const char *other)
{
    OsintSpan nearest = nearest_pair(article, passage, id, other);
    if (passage.end - passage.start <= SHORT || nearest.end == 0)
        return passage;
    guint32 before = nearest.start - passage.start, behind = passage.end - nearest.end;
    if (before > AROUND + AROUND / 2)
        nearest.start = word_before(article->text, passage.start, nearest.start - AROUND);
    else
        nearest.start = passage.start;
    if (behind > AROUND + AROUND / 2)
        nearest.end = word_behind(article->text, nearest.end + AROUND, passage.end);
    else
        nearest.end = passage.end;
    return nearest;
}
