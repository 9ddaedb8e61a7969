/* Entities are compared in their serialised form, so that whatever the list keeps of them counts. */
#include "indexer/entities/lists/diff.h"

#include <string.h>

#include "indexer/entities/matching/name-filter.h"
#include "indexer/entities/matching/variants.h"

/* Where the entities stand in the serialised list. */
#define CHILD_ENTITIES 1
#define CHILD_BENIGN 2
/* Whom a change of so many entities concerns is not asked article by article. */
#define MANY_ENTITIES 5000

typedef struct {
    const OsintEntityList *list;
    GVariant *variant;
    GVariant *entities;
    guint8 *concerned; /* one an entity: it changed, or shares something with one that did */
} Side;

struct OsintListDiff {
    Side sides[2];        /* before, after */
    gboolean empty;       /* nothing changed */
    gboolean everything;  /* something changed that is nobody's own, or most of many entities are concerned */
    gboolean benign;      /* which indicators are harmless changed */
    GHashTable *ids;      /* of the concerned entities; borrowed */
    GHashTable *articles; /* ids of articles that they are pinned to, or unpinned; borrowed */
    OsintNameFilter *names;
};

static void side_init(Side *side, const OsintEntityList *list)
{
    side->list = list;
    side->variant = osint_entity_list_to_variant(list);
    side->entities = g_variant_get_child_value(side->variant, CHILD_ENTITIES);
    side->concerned = g_malloc0(osint_entity_list_size(list));
}

static void side_clear(Side *side)
{
    g_variant_unref(side->entities);
    g_variant_unref(side->variant);
    g_free(side->concerned);
}

/* ---- what changed ---- */

static gboolean rest_is_equal(const OsintListDiff *diff)
{
    GVariant *before = diff->sides[0].variant, *after = diff->sides[1].variant;
    gboolean equal = TRUE;
    for (gsize i = 0; equal && i < g_variant_n_children(before); i++) {
        g_autoptr(GVariant) old = g_variant_get_child_value(before, i);
        g_autoptr(GVariant) new = g_variant_get_child_value(after, i);
        equal = i == CHILD_ENTITIES || i == CHILD_BENIGN || g_variant_equal(old, new);
    }
    return equal;
}

/* Where two entities have an equal claim, their order may decide. */
static gboolean order_is_kept(const OsintListDiff *diff)
{
    const OsintEntityList *before = diff->sides[0].list;
    guint least = 0;
    for (guint i = 0; i < osint_entity_list_size(before); i++) {
        const char *id = osint_entity_list_get(before, i)->id;
        const OsintEntity *twin = osint_entity_list_find(diff->sides[1].list, id);
        if (twin == NULL)
            continue;
        if (twin->index < least)
            return FALSE;
        least = twin->index;
    }
    return TRUE;
}

static gboolean benign_is_equal(const OsintListDiff *diff)
{
    g_autoptr(GVariant) before = g_variant_get_child_value(diff->sides[0].variant, CHILD_BENIGN);
    g_autoptr(GVariant) after = g_variant_get_child_value(diff->sides[1].variant, CHILD_BENIGN);
    return g_variant_equal(before, after);
}

static gboolean is_same(const Side *side, guint index, const Side *other)
{
    const OsintEntity *twin =
        osint_entity_list_find(other->list, osint_entity_list_get(side->list, index)->id);
    if (twin == NULL)
        return FALSE;
    g_autoptr(GVariant) own = g_variant_get_child_value(side->entities, index);
    g_autoptr(GVariant) others = g_variant_get_child_value(other->entities, twin->index);
    return g_variant_equal(own, others);
}

static void note_variant(const OsintEntity *place, OsintTerritoryForm form, const char *text,
                         gpointer user_data)
{
    char *key = g_strdup_printf("%u\t%s\t%s", (guint)form, text, place->id);
    g_hash_table_replace(user_data, key, strrchr(key, '\t') + 1);
}

/* Which place is the country, and whether its capital stands for it, depends on all places of a list. */
static void add_variants_changed(const OsintListDiff *diff, GPtrArray *changed)
{
    GHashTable *variants[2];
    for (guint s = 0; s < 2; s++) {
        variants[s] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        osint_variants_each(diff->sides[s].list, note_variant, variants[s]);
    }
    for (guint s = 0; s < 2; s++) {
        GHashTableIter iter;
        gpointer key, id;
        g_hash_table_iter_init(&iter, variants[s]);
        while (g_hash_table_iter_next(&iter, &key, &id))
            if (!g_hash_table_contains(variants[1 - s], key))
                g_ptr_array_add(changed, osint_entity_list_find(diff->sides[s].list, id)->id);
    }
    g_hash_table_unref(variants[0]);
    g_hash_table_unref(variants[1]);
}

/* The ids of entities that are not the same in both lists. */
static GPtrArray *changed_ids(OsintListDiff *diff)
{
    GPtrArray *changed = g_ptr_array_new();
    for (guint s = 0; s < 2; s++) {
        Side *side = &diff->sides[s];
        for (guint i = 0; i < osint_entity_list_size(side->list); i++)
            if (!is_same(side, i, &diff->sides[1 - s]))
                g_ptr_array_add(changed, osint_entity_list_get(side->list, i)->id);
    }
    if (changed->len > 0)
        add_variants_changed(diff, changed);
    return changed;
}

/* ---- whom it concerns ---- */

static void concern_id(OsintListDiff *diff, const char *id)
{
    for (guint s = 0; s < 2; s++) {
        const OsintEntity *entity = osint_entity_list_find(diff->sides[s].list, id);
        if (entity != NULL)
            diff->sides[s].concerned[entity->index] = TRUE;
    }
}

/* What a list says of a name, such as that it is an ordinary word, holds for all who have it. */
static void concern_namesakes(OsintListDiff *diff, const OsintEntity *entity)
{
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        for (guint s = 0; s < 2 && !alias->description; s++) {
            const OsintEntityList *list = diff->sides[s].list;
            g_autoptr(GArray) found = osint_entity_list_lookup(list, alias->text);
            for (guint k = 0; k < found->len; k++)
                concern_id(diff, osint_entity_list_get(list, g_array_index(found, guint, k))->id);
        }
    }
}

static gboolean relations_are_equal(const OsintEntity *a, const OsintEntity *b)
{
    gboolean equal = a != NULL && b != NULL && a->relations->len == b->relations->len;
    for (guint i = 0; equal && i < a->relations->len; i++) {
        const OsintRelation *x = g_ptr_array_index(a->relations, i), *y = g_ptr_array_index(b->relations, i);
        equal = g_str_equal(x->type, y->type) && g_str_equal(x->target, y->target) &&
                x->confidence == y->confidence;
    }
    return equal;
}

/* Two entities may speak for each other because both are related to a third. */
static void concern_relatives(OsintListDiff *diff, GHashTable *centres)
{
    for (guint s = 0; s < 2; s++) {
        const OsintEntityList *list = diff->sides[s].list;
        for (guint i = 0; i < osint_entity_list_size(list); i++) {
            const OsintEntity *entity = osint_entity_list_get(list, i);
            gboolean is_centre = g_hash_table_contains(centres, entity->id);
            for (guint k = 0; k < entity->relations->len; k++) {
                const OsintRelation *relation = g_ptr_array_index(entity->relations, k);
                if (is_centre)
                    concern_id(diff, relation->target);
                else if (g_hash_table_contains(centres, relation->target))
                    concern_id(diff, entity->id);
            }
        }
    }
}

static void concern(OsintListDiff *diff, const GPtrArray *changed)
{
    g_autoptr(GHashTable) centres = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < changed->len; i++) {
        const char *id = g_ptr_array_index(changed, i);
        const OsintEntity *before = osint_entity_list_find(diff->sides[0].list, id);
        const OsintEntity *after = osint_entity_list_find(diff->sides[1].list, id);
        concern_id(diff, id);
        if (before != NULL)
            concern_namesakes(diff, before);
        if (after != NULL)
            concern_namesakes(diff, after);
        if (!relations_are_equal(before, after))
            g_hash_table_add(centres, (gpointer)id);
    }
    concern_relatives(diff, centres);
}

/* ---- what they are known by ---- */

static void add_pinned(OsintListDiff *diff, const GPtrArray *pins)
{
    for (guint i = 0; i < pins->len; i++)
        g_hash_table_add(diff->articles, ((const OsintPin *)g_ptr_array_index(pins, i))->article);
}

static void add_names(OsintListDiff *diff, const OsintEntity *entity)
{
    g_hash_table_add(diff->ids, entity->id);
    for (guint i = 0; i < entity->aliases->len; i++)
        osint_name_filter_add(diff->names, ((const OsintAlias *)g_ptr_array_index(entity->aliases, i))->text);
    for (guint i = 0; i < entity->exceptions->len; i++)
        osint_name_filter_add(diff->names, g_ptr_array_index(entity->exceptions, i));
    for (guint i = 0; i < entity->context->len; i++)
        osint_name_filter_add_words(diff->names, g_ptr_array_index(entity->context, i));
    add_pinned(diff, entity->pins);
    add_pinned(diff, entity->unpins);
}

typedef struct {
    OsintListDiff *diff;
    const Side *side;
} VariantTarget;

static void add_variant(const OsintEntity *place, OsintTerritoryForm form, const char *text,
                        gpointer user_data)
{
    (void)form;
    const VariantTarget *target = user_data;
    if (target->side->concerned[place->index])
        osint_name_filter_add(target->diff->names, text);
}

static void know_concerned(OsintListDiff *diff)
{
    guint concerned = 0, all = 0;
    for (guint s = 0; s < 2; s++) {
        const Side *side = &diff->sides[s];
        for (guint i = 0; i < osint_entity_list_size(side->list); i++) {
            all++;
            if (!side->concerned[i])
                continue;
            concerned++;
            add_names(diff, osint_entity_list_get(side->list, i));
        }
        VariantTarget target = {diff, side};
        osint_variants_each(side->list, add_variant, &target);
    }
    osint_name_filter_freeze(diff->names);
    diff->everything = diff->everything || (concerned > MANY_ENTITIES && concerned > all / 2);
}

OsintListDiff *osint_list_diff_new(const OsintEntityList *before, const OsintEntityList *after)
{
    OsintListDiff *diff = g_new0(OsintListDiff, 1);
    side_init(&diff->sides[0], before);
    side_init(&diff->sides[1], after);
    diff->ids = g_hash_table_new(g_str_hash, g_str_equal);
    diff->articles = g_hash_table_new(g_str_hash, g_str_equal);
    diff->names = osint_name_filter_new();
    diff->empty = g_variant_equal(diff->sides[0].variant, diff->sides[1].variant);
    diff->everything = osint_entity_list_size(before) == 0;
    if (diff->empty || diff->everything)
        return diff;
    g_autoptr(GPtrArray) changed = changed_ids(diff);
    diff->everything = !rest_is_equal(diff) || !order_is_kept(diff);
    diff->benign = !benign_is_equal(diff);
    concern(diff, changed);
    know_concerned(diff);
    return diff;
}

void osint_list_diff_free(OsintListDiff *diff)
{
    if (diff == NULL)
        return;
    side_clear(&diff->sides[0]);
    side_clear(&diff->sides[1]);
    g_hash_table_unref(diff->ids);
    g_hash_table_unref(diff->articles);
    osint_name_filter_free(diff->names);
    g_free(diff);
}

gboolean osint_list_diff_is_empty(const OsintListDiff *diff)
{
    return diff->empty;
}

/* ---- articles ---- */

static gboolean stands_for_concerned(const OsintListDiff *diff, const char *tag)
{
    for (guint s = 0; s < 2; s++) {
        g_autoptr(GArray) found = osint_entity_list_lookup(diff->sides[s].list, tag);
        for (guint i = 0; i < found->len; i++)
            if (diff->sides[s].concerned[g_array_index(found, guint, i)])
                return TRUE;
    }
    return FALSE;
}

/* Their ids begin with their kind: "ipv4:192.0.2.1". */
static gboolean is_indicator(const OsintMention *mention)
{
    return strchr(mention->entity, ':') != NULL;
}

static gboolean is_tagged(const OsintListDiff *diff, const OsintArticle *article)
{
    for (guint i = 0; i < article->entities->len; i++)
        if (stands_for_concerned(diff, g_ptr_array_index(article->entities, i)))
            return TRUE;
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (g_hash_table_contains(diff->ids, mention->entity) || (diff->benign && is_indicator(mention)))
            return TRUE;
    }
    for (guint i = 0; i < article->marks->len; i++)
        if (stands_for_concerned(diff, g_array_index(article->marks, OsintMark, i).entity))
            return TRUE;
    return FALSE;
}

gboolean osint_list_diff_touches(OsintListDiff *diff, const OsintArticle *article)
{
    if (diff->empty)
        return FALSE;
    return diff->everything || g_hash_table_contains(diff->articles, article->id) ||
           is_tagged(diff, article) || osint_name_filter_passes(diff->names, article->title, article->text);
}
