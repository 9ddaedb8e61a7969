/* Merging: which drafts are one entity although no row says so.
 *
 * Rows with the same id, uuid or ATT&CK id are one draft already. What is left is found in steps, from the
 * surest to the least sure, and every step keeps two promises: things that one list has under ids of their
 * own stay apart, and so do things with different ATT&CK ids. */
#include <string.h>

#include "indexer/entities/lists/private.h"

/* Of many candidates only the first are looked at. */
#define MOST_CANDIDATES 16

/* ---- what may be one ---- */

static gboolean is_software(const char *type)
{
    return strcmp(type, "malware") == 0 || strcmp(type, "tool") == 0;
}

static gboolean types_agree(const OsintDraft *a, const OsintDraft *b)
{
    return a->type_rank == OSINT_TYPE_UNKNOWN || b->type_rank == OSINT_TYPE_UNKNOWN ||
           strcmp(a->entity.type, b->entity.type) == 0 ||
           (is_software(a->entity.type) && is_software(b->entity.type));
}

gboolean osint_sets_meet(const GPtrArray *a, const GPtrArray *b)
{
    for (guint i = 0; i < a->len; i++)
        if (g_ptr_array_find((GPtrArray *)b, g_ptr_array_index(a, i), NULL))
            return TRUE;
    return FALSE;
}

gboolean osint_attacks_differ(const OsintEntity *a, const OsintEntity *b)
{
    return a->attack != NULL && b->attack != NULL && strcmp(a->attack, b->attack) != 0;
}

gboolean osint_drafts_may_be_one(const OsintDraft *a, const OsintDraft *b)
{
    const OsintEntity *left = &a->entity, *right = &b->entity;
    return a != b && types_agree(a, b) && !(left->id_given && right->id_given) &&
           !osint_attacks_differ(left, right) && !osint_sets_meet(a->homes, b->homes);
}

gboolean osint_draft_has_rival(const GPtrArray *drafts, guint index)
{
    const OsintDraft *draft = g_ptr_array_index(drafts, index);
    for (guint i = 0; i < drafts->len; i++) {
        const OsintDraft *other = g_ptr_array_index(drafts, i);
        if (i != index && (osint_sets_meet(draft->homes, other->homes) ||
                           osint_attacks_differ(&draft->entity, &other->entity)))
            return TRUE;
    }
    return FALSE;
}

static OsintDraft *draft_at(const OsintEntityList *list, guint index)
{
    return g_ptr_array_index(list->drafts, index);
}

static gboolean is_root(const OsintDraft *draft)
{
    return draft->into == NULL;
}

/* The name that the row which came first has for it: nobody has renamed anything yet. */
static const OsintAlias *first_name(const OsintDraft *draft)
{
    return g_ptr_array_index(draft->entity.aliases, 0);
}

/* ---- by the ATT&CK page that they cite ---- */

typedef enum { AGREE_NOT, AGREE_ALIAS, AGREE_NAME_AND_ALIAS, AGREE_NAMES } Agreement;

typedef struct {
    OsintDraft *draft;
    OsintDraft *page; /* that has the ATT&CK id */
    Agreement agreement;
    gboolean doubtful;
} Citation;

static gboolean share_alias(const OsintDraft *a, const OsintDraft *b)
{
    const GPtrArray *aliases = a->entity.aliases;
    for (guint i = 0; i < aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(aliases, i);
        if (!alias->description && !osint_entity_is_attack_id(alias->text) &&
            osint_draft_find_alias(b, alias->folded) != NULL)
            return TRUE;
    }
    return FALSE;
}

static Agreement agreement_of(const OsintDraft *a, const OsintDraft *b)
{
    const char *left = first_name(a)->folded, *right = first_name(b)->folded;
    if (left == right)
        return AGREE_NAMES;
    if (osint_draft_find_alias(a, right) != NULL || osint_draft_find_alias(b, left) != NULL)
        return AGREE_NAME_AND_ALIAS;
    return share_alias(a, b) ? AGREE_ALIAS : AGREE_NOT;
}

/* The best of the pages that a draft cites; doubtful when two are as good. */
static gboolean best_page(const OsintEntityList *list, OsintDraft *draft, Citation *best)
{
    *best = (Citation){.draft = draft};
    for (guint i = 0; i < MIN(draft->claims->len, MOST_CANDIDATES); i++) {
        OsintDraft *page = g_hash_table_lookup(list->by_attack, g_ptr_array_index(draft->claims, i));
        page = page != NULL ? osint_draft_root(page) : NULL;
        if (page == NULL || !osint_drafts_may_be_one(draft, page))
            continue;
        Agreement agreement = agreement_of(draft, page);
        if (agreement == best->agreement && page != best->page)
            best->doubtful = TRUE;
        if (agreement <= best->agreement)
            continue;
        best->page = page;
        best->agreement = agreement;
        best->doubtful = FALSE;
    }
    return best->page != NULL && !best->doubtful;
}

static gint by_agreement(gconstpointer a, gconstpointer b)
{
    const Citation *left = a, *right = b;
    if (left->agreement != right->agreement)
        return left->agreement > right->agreement ? -1 : 1;
    if (left->page->order != right->page->order)
        return left->page->order < right->page->order ? -1 : 1;
    return left->draft->order < right->draft->order ? -1 : 1;
}

/* Two of one list that cite a page with equally little to show for it are neither of them it. */
static gboolean is_rivalled(const GArray *citations, guint index)
{
    const Citation *citation = &g_array_index(citations, Citation, index);
    if (citation->agreement == AGREE_NAMES)
        return FALSE;
    for (guint step = 0; step < 2; step++) {
        guint other = step == 0 ? index - 1 : index + 1;
        if (other >= citations->len)
            continue;
        const Citation *rival = &g_array_index(citations, Citation, other);
        if (rival->page == citation->page && rival->agreement == citation->agreement &&
            osint_sets_meet(rival->draft->homes, citation->draft->homes))
            return TRUE;
    }
    return FALSE;
}

static void merge_by_citation(OsintEntityList *list)
{
    g_autoptr(GArray) citations = g_array_new(FALSE, FALSE, sizeof(Citation));
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        Citation best;
        if (is_root(draft) && draft->claims->len > 0 && draft->entity.attack == NULL &&
            best_page(list, draft, &best))
            g_array_append_val(citations, best);
    }
    g_array_sort(citations, by_agreement);
    for (guint i = 0; i < citations->len; i++) {
        const Citation *citation = &g_array_index(citations, Citation, i);
        OsintDraft *draft = osint_draft_root(citation->draft), *page = osint_draft_root(citation->page);
        if (osint_drafts_may_be_one(draft, page) && !is_rivalled(citations, i))
            osint_draft_unite(list, draft, page);
    }
}

/* ---- by name ---- */

/* Drafts by their first name; of one name only the first few that differ. */
static GPtrArray *group_of(GHashTable *groups, const OsintDraft *draft)
{
    char *key = osint_name_key(first_name(draft)->folded, draft->entity.type);
    GPtrArray *group = g_hash_table_lookup(groups, key);
    if (group != NULL) {
        g_free(key);
        return group;
    }
    group = g_ptr_array_new();
    g_hash_table_insert(groups, key, group);
    return group;
}

static GHashTable *groups_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

/* Towns and countries share their names: an id of its own tells a place from all others. */
static gboolean name_tells_little(const OsintDraft *a, const OsintDraft *b)
{
    return (a->entity.id_given || b->entity.id_given) && strcmp(a->entity.type, "place") == 0;
}

static void join_group(OsintEntityList *list, GPtrArray *group, OsintDraft *draft)
{
    for (guint i = 0; i < group->len; i++) {
        OsintDraft *other = osint_draft_root(g_ptr_array_index(group, i));
        if (osint_drafts_may_be_one(other, draft) && !name_tells_little(other, draft)) {
            group->pdata[i] = osint_draft_unite(list, other, draft);
            return;
        }
    }
    if (group->len < MOST_CANDIDATES)
        g_ptr_array_add(group, draft);
}

static void merge_by_name(OsintEntityList *list, GHashTable *groups)
{
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (is_root(draft) && draft->type_rank != OSINT_TYPE_UNKNOWN)
            join_group(list, group_of(groups, draft), draft);
    }
}

/* Two that have each the other's name among their own, such as one group under the names of two companies. */
static OsintDraft *other_side(const OsintDraft *draft, const OsintAlias *alias, GHashTable *groups)
{
    g_autofree char *key = osint_name_key(alias->folded, draft->entity.type);
    const GPtrArray *group = g_hash_table_lookup(groups, key);
    for (guint i = 0; group != NULL && i < group->len; i++) {
        OsintDraft *other = osint_draft_root(g_ptr_array_index(group, i));
        if (osint_drafts_may_be_one(draft, other) &&
            osint_draft_find_alias(other, first_name(draft)->folded) != NULL)
            return other;
    }
    return NULL;
}

/* All that a draft is each other's alias with; two of one list, and there is no telling which it is. */
static GPtrArray *other_sides(const OsintDraft *draft, GHashTable *groups)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 1; i < draft->entity.aliases->len && found->len < MOST_CANDIDATES; i++) {
        const OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, i);
        OsintDraft *other = alias->description ? NULL : other_side(draft, alias, groups);
        if (other != NULL && !g_ptr_array_find(found, other, NULL))
            g_ptr_array_add(found, other);
    }
    return found;
}

/* Those that may be each other's are found first: of a draft with two that are kept apart, neither is it. */
static GHashTable *all_sides(const OsintEntityList *list, GHashTable *groups, GHashTable *doubtful)
{
    GHashTable *all = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (!is_root(draft) || draft->type_rank == OSINT_TYPE_UNKNOWN || draft->entity.aliases->len < 2)
            continue;
        GPtrArray *others = other_sides(draft, groups);
        for (guint k = 0; k < others->len; k++)
            if (osint_draft_has_rival(others, k))
                g_hash_table_add(doubtful, draft);
        if (others->len > 0)
            g_hash_table_insert(all, draft, others);
        else
            g_ptr_array_unref(others);
    }
    return all;
}

static void merge_mutual(OsintEntityList *list, GHashTable *groups)
{
    g_autoptr(GHashTable) doubtful = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) all = all_sides(list, groups, doubtful);
    osint_list_unite_pairs(list, all, doubtful);
}

/* A company that renames what it has a name for keeps the old name as an entry, and as a name of the new one.
 */
static void merge_renamed(OsintEntityList *list, GHashTable *groups)
{
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        for (guint k = 1; is_root(draft) && draft->name_weak && k < draft->entity.aliases->len; k++) {
            const OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, k);
            g_autofree char *key = osint_name_key(alias->folded, draft->entity.type);
            const GPtrArray *group = g_hash_table_lookup(groups, key);
            for (guint m = 0; group != NULL && m < group->len; m++) {
                OsintDraft *old = osint_draft_root(g_ptr_array_index(group, m));
                if (old != draft && old->name_weak && old->homes == draft->homes &&
                    !osint_attacks_differ(&old->entity, &draft->entity)) {
                    osint_draft_unite(list, draft, old);
                    break;
                }
            }
        }
    }
}

/* ---- by the ids that are made of names ---- */

/* A row may speak of an entity by the id that the program made for it. */
static void merge_by_made_id(OsintEntityList *list)
{
    osint_list_make_ids(list, FALSE);
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (!is_root(draft) || draft->entity.id_given)
            continue;
        OsintDraft *given = g_hash_table_lookup(list->by_given, draft->entity.id);
        given = given != NULL ? osint_draft_root(given) : NULL;
        if (given != NULL && given != draft && !osint_sets_meet(given->homes, draft->homes) &&
            (given->by_osint_id || types_agree(given, draft)))
            osint_draft_unite(list, given, draft);
    }
}

/* ---- rows that say nothing but a name ---- */

/* They mean the entity that has the name; when there are several, nothing tells which. */
static void join_only(OsintEntityList *list, GPtrArray *group, OsintDraft *draft,
                      const OsintEntityNotes *notes)
{
    OsintDraft *only = NULL;
    guint found = 0;
    for (guint i = 0; i < group->len; i++) {
        OsintDraft *other = osint_draft_root(g_ptr_array_index(group, i));
        if (other != only && osint_drafts_may_be_one(other, draft)) {
            only = other;
            found++;
        }
    }
    if (found == 1)
        osint_draft_unite(list, only, draft);
    else if (group->len < MOST_CANDIDATES)
        g_ptr_array_add(group, draft);
    if (found > 1)
        osint_draft_note(notes, draft, "entity-which",
                         "%u entities are called \"%s\": give the type, id or uuid of the one that is meant",
                         found, draft->entity.name);
}

static void merge_untyped(OsintEntityList *list, GHashTable *groups, const OsintEntityNotes *notes)
{
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (is_root(draft) && draft->type_rank == OSINT_TYPE_UNKNOWN)
            join_only(list, group_of(groups, draft), draft, notes);
    }
}

/* ---- ATT&CK ids of entities that no list of ATT&CK has ---- */

static void take_cited_attack(OsintEntityList *list)
{
    g_autoptr(GHashTable) claimed = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < list->drafts->len; i++) {
        const OsintDraft *draft = draft_at(list, i);
        for (guint k = 0; is_root(draft) && k < draft->claims->len; k++) {
            gpointer claim = g_ptr_array_index(draft->claims, k);
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(claimed, claim));
            g_hash_table_insert(claimed, claim, GUINT_TO_POINTER(count + 1));
        }
    }
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (!is_root(draft) || draft->entity.attack != NULL || draft->claims->len != 1)
            continue;
        char *claim = g_ptr_array_index(draft->claims, 0);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(claimed, claim)) == 1 &&
            !g_hash_table_contains(list->by_attack, claim))
            draft->entity.attack = claim;
    }
}

void osint_list_merge(OsintEntityList *list, const OsintEntityNotes *notes)
{
    g_autoptr(GHashTable) groups = groups_new();
    merge_by_citation(list);
    merge_by_name(list, groups);
    merge_renamed(list, groups);
    merge_mutual(list, groups);
    osint_list_merge_shared(list);
    merge_by_made_id(list);
    merge_untyped(list, groups, notes);
    take_cited_attack(list);
}
