/* Merging by names in common: two entities of one type of which one has hardly a name that the other has not.
 */
#include <string.h>

#include "indexer/entities/lists/private.h"

/* A name that more drafts have is a common word. */
#define MOST_OWNERS 16
/* As many names, in such a share of the fewer, are no chance: measured on the MISP galaxy and ATT&CK, where
 * with three BitPaymer would become DoppelPaymer. */
#define FEWEST_SHARED 4
#define SHARE_NUMERATOR 3
#define SHARE_DENOMINATOR 5
/* Fewer do when they are all that one of the two has. */
#define FEWEST_OF_ALL 2
#define MOST_PARTNERS 16

static OsintDraft *draft_at(const OsintEntityList *list, guint index)
{
    return g_ptr_array_index(list->drafts, index);
}

static gboolean counts(const OsintAlias *alias)
{
    return !alias->description && !osint_entity_is_attack_id(alias->text);
}

static void enter_names(OsintEntityList *list)
{
    osint_list_forget_owners(list);
    for (guint i = 0; i < list->drafts->len; i++) {
        const OsintDraft *draft = draft_at(list, i);
        for (guint k = 0; k < draft->entity.aliases->len; k++) {
            const OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, k);
            if (counts(alias))
                osint_name_add_owner(osint_name_of(alias->folded), i);
        }
    }
}

/* Draft -> how many names it has in common with this one. */
static GHashTable *partners_of(const OsintEntityList *list, const OsintDraft *draft)
{
    GHashTable *partners = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < draft->entity.aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, i);
        const GArray *owners = counts(alias) ? osint_name_of(alias->folded)->owners : NULL;
        for (guint k = 0; owners != NULL && owners->len <= MOST_OWNERS && k < owners->len; k++) {
            OsintDraft *other = draft_at(list, g_array_index(owners, guint, k));
            guint shared = GPOINTER_TO_UINT(g_hash_table_lookup(partners, other));
            g_hash_table_insert(partners, other, GUINT_TO_POINTER(shared + 1));
        }
    }
    return partners;
}

static guint names_that_count(const OsintDraft *draft)
{
    guint count = 0;
    for (guint i = 0; i < draft->entity.aliases->len; i++)
        count += counts(g_ptr_array_index(draft->entity.aliases, i)) ? 1 : 0;
    return count;
}

static gboolean is_enough(const OsintDraft *a, const OsintDraft *b, guint shared)
{
    guint fewer = MIN(names_that_count(a), names_that_count(b));
    if (shared >= FEWEST_SHARED)
        return shared * SHARE_DENOMINATOR >= fewer * SHARE_NUMERATOR;
    return shared >= FEWEST_OF_ALL && shared == fewer;
}

static gint by_order(gconstpointer a, gconstpointer b)
{
    const OsintDraft *left = *(OsintDraft *const *)a, *right = *(OsintDraft *const *)b;
    return left->order < right->order ? -1 : 1;
}

/* Those that it could be one with, whatever keeps them apart from each other. */
static GPtrArray *candidates_of(const OsintEntityList *list, const OsintDraft *draft)
{
    GPtrArray *found = g_ptr_array_new();
    g_autoptr(GHashTable) partners = partners_of(list, draft);
    GHashTableIter iter;
    gpointer other, shared;
    g_hash_table_iter_init(&iter, partners);
    while (g_hash_table_iter_next(&iter, &other, &shared))
        if (GPOINTER_TO_UINT(shared) >= FEWEST_OF_ALL && osint_drafts_may_be_one(draft, other) &&
            is_enough(draft, other, GPOINTER_TO_UINT(shared)))
            g_ptr_array_add(found, other);
    g_ptr_array_sort(found, by_order);
    if (found->len > MOST_PARTNERS)
        g_ptr_array_set_size(found, 0);
    return found;
}

/* What each draft could be one with; doubtful are those for which these are kept apart from each other. */
static GHashTable *all_candidates(const OsintEntityList *list, GHashTable *doubtful)
{
    GHashTable *all = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (draft->into != NULL || draft->type_rank == OSINT_TYPE_UNKNOWN ||
            draft->entity.aliases->len < FEWEST_OF_ALL)
            continue;
        GPtrArray *candidates = candidates_of(list, draft);
        for (guint k = 0; k < candidates->len; k++)
            if (osint_draft_has_rival(candidates, k))
                g_hash_table_add(doubtful, draft);
        if (candidates->len > 0)
            g_hash_table_insert(all, draft, candidates);
        else
            g_ptr_array_unref(candidates);
    }
    return all;
}

void osint_list_unite_pairs(OsintEntityList *list, GHashTable *all, GHashTable *doubtful)
{
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        const GPtrArray *candidates = g_hash_table_lookup(all, draft);
        for (guint k = 0; candidates != NULL && k < candidates->len; k++) {
            OsintDraft *one = osint_draft_root(draft), *other = g_ptr_array_index(candidates, k);
            if (g_hash_table_contains(doubtful, draft) || g_hash_table_contains(doubtful, other))
                continue;
            other = osint_draft_root(other);
            if (osint_drafts_may_be_one(one, other))
                osint_draft_unite(list, one, other);
        }
    }
}

void osint_list_merge_shared(OsintEntityList *list)
{
    enter_names(list);
    g_autoptr(GHashTable) doubtful = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) all = all_candidates(list, doubtful);
    osint_list_unite_pairs(list, all, doubtful);
}
