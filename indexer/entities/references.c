/* Linking references to whom they take up again. */
#include "indexer/entities/references.h"

/* A reference reaches back this many paragraphs. */
#define REFERENCE_PARAGRAPHS 3

gboolean osint_references_count(OsintReading *reading, const OsintEvidence *evidence)
{
    gboolean any = FALSE;
    for (guint i = 0; i < reading->matches->len; i++) {
        OsintMatch *match = osint_reading_match(reading, i);
        if (match->phrase->kind != OSINT_PHRASE_REFERENCE)
            continue;
        match->counts = osint_evidence_holds(evidence, match->phrase->owner);
        any = any || match->counts;
    }
    return any;
}

/* The token + 1 where the entity was last mentioned before a token, 0 when that is too far back. */
static guint32 antecedent(const OsintReading *reading, GHashTable *last, const OsintMatch *reference)
{
    guint32 at = GPOINTER_TO_UINT(g_hash_table_lookup(last, GUINT_TO_POINTER(reference->phrase->owner)));
    if (at == 0)
        return 0;
    guint32 then = osint_reading_token(reading, at - 1)->paragraph;
    guint32 now = osint_reading_token(reading, reference->first)->paragraph;
    return now - then <= REFERENCE_PARAGRAPHS ? at : 0;
}

static void link_reference(OsintReading *reading, guint from, guint to, GHashTable *last)
{
    guint32 nearest = 1;
    for (guint i = from; i < to; i++)
        if (osint_reading_match(reading, i)->phrase->kind == OSINT_PHRASE_REFERENCE)
            nearest = MAX(nearest, antecedent(reading, last, osint_reading_match(reading, i)));
    for (guint i = from; i < to; i++) {
        OsintMatch *match = osint_reading_match(reading, i);
        if (match->phrase->kind == OSINT_PHRASE_REFERENCE)
            match->counts = match->counts && antecedent(reading, last, match) == nearest;
    }
}

void osint_references_link(OsintReading *reading)
{
    g_autoptr(GHashTable) last = g_hash_table_new(NULL, NULL);
    for (guint from = 0, to; from < reading->matches->len; from = to) {
        to = osint_reading_group_end(reading, from);
        link_reference(reading, from, to, last);
        for (guint i = from; i < to; i++) {
            const OsintMatch *match = osint_reading_match(reading, i);
            if (match->counts)
                g_hash_table_insert(last, GUINT_TO_POINTER(match->phrase->owner),
                                    GUINT_TO_POINTER(match->first + 1));
        }
    }
}
