/* Which entity a name means: the look-up behind entity: in queries. */
#include "indexer/store/index.h"

#include <string.h>

#include "indexer/store/entities.h"
#include "indexer/store/schema.h"
#include "indexer/text/edits.h"

#define MOST_EDITS 3
#define MOST_STEPS 200000u /* of the list of names; names beyond are not compared */

static gboolean is_of_type(OsintIndex *index, const char *id, const char *type, gboolean *is, GError **error)
{
    GError *trouble = NULL;
    const OsintEntity *entity = type == NULL ? NULL : osint_index_entity(index, id, &trouble);
    *is = type == NULL || (entity != NULL && g_str_equal(entity->type, type));
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

GPtrArray *osint_index_find_entities(OsintIndex *index, const char *name, const char *type, gboolean exact,
                                     GError **error)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) named = osint_entities_named(osint_index_facts(index), folded, error);
    if (named == NULL)
        return NULL;
    for (guint i = 0; i < named->len; i++) {
        const OsintNamed *each = &g_array_index(named, OsintNamed, i);
        gboolean wanted;
        if (exact && !each->is_name)
            continue;
        if (!is_of_type(index, each->id, type, &wanted, error))
            return NULL;
        if (wanted)
            g_ptr_array_add(ids, g_strdup(each->id));
    }
    return g_steal_pointer(&ids);
}

/* ---- the nearest name ---- */

typedef struct {
    OsintIndex *index;
    const char *type; /* or NULL */
    char *nearest;    /* as the list writes it, or NULL */
} Search;

/* A long name may differ by more edits than a short one. */
static guint allowed_edits(const char *folded)
{
    glong length = g_utf8_strlen(folded, -1);
    return length <= 3 ? 1 : length <= 8 ? 2 : MOST_EDITS;
}

/* How an entity writes a folded name that is one of its own; NULL when it is none, such as a uuid. */
static const char *written(const OsintEntity *entity, const char *folded)
{
    g_autofree char *id = osint_entity_fold_name(entity->id);
    if (g_str_equal(id, folded))
        return entity->id;
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        g_autofree char *name = osint_entity_fold_name(alias->text);
        if (!alias->description && g_str_equal(name, folded))
            return alias->text;
    }
    return NULL;
}

/* Takes a near name when it is one of the wanted type; TRUE ends the walk. */
static gboolean take_near(Search *search, const char *folded, GError **error)
{
    g_autoptr(GArray) named = osint_entities_named(osint_index_facts(search->index), folded, error);
    for (guint i = 0; named != NULL && search->nearest == NULL && i < named->len; i++) {
        const char *id = g_array_index(named, OsintNamed, i).id;
        const OsintEntity *entity = osint_index_entity(search->index, id, error);
        if (entity != NULL && (search->type == NULL || g_str_equal(entity->type, search->type)))
            search->nearest = g_strdup(written(entity, folded));
    }
    return named == NULL || search->nearest != NULL;
}

/* The first name, in the order of their keys, that is so near. */
static void walk(Search *search, const char *folded, guint edits, GError **error)
{
    const gsize skipped = strlen(OSINT_META_NAME);
    g_autoptr(OsintEditWalk) near = osint_edit_walk_new(folded, G_MAXUINT, FALSE, edits);
    g_autoptr(XapcTerms) keys =
        xapc_db_metadata_keys(osint_index_facts(search->index), OSINT_META_NAME, error);
    const char *key;
    gboolean ended = near == NULL || keys == NULL;
    for (guint steps = 0; !ended && steps < MOST_STEPS && xapc_terms_next(keys, &key, error); steps++) {
        OsintEditStep step = osint_edit_walk_step(near, key + skipped);
        if (step == OSINT_EDIT_WALK_NEAR) {
            ended = take_near(search, key + skipped, error);
        } else if (step == OSINT_EDIT_WALK_SKIP_TO) {
            g_autofree char *target = g_strconcat(OSINT_META_NAME, osint_edit_walk_target(near), NULL);
            ended = !xapc_terms_skip_to(keys, target, error);
        } else {
            ended = step == OSINT_EDIT_WALK_END;
        }
    }
}

/* It is advice: what stands in its way leaves the caller without it. */
char *osint_index_nearest_entity(OsintIndex *index, const char *name, const char *type, guint most)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    Search search = {index, type, NULL};
    g_autoptr(GError) trouble = NULL;
    if (*folded != '\0')
        take_near(&search, folded, &trouble);
    for (guint edits = 1; edits <= MIN(allowed_edits(folded), most); edits++)
        if (trouble == NULL && search.nearest == NULL)
            walk(&search, folded, edits, &trouble);
    return search.nearest;
}

/* ---- names that begin so ---- */

static void known_name_clear(gpointer data)
{
    OsintKnownName *known = data;
    g_free(known->word);
    g_free(known->name);
    g_free(known->id);
    g_free(known->type);
}

/* NULL when it has anything but letters, digits, points and spaces. */
static char *word_of(const char *folded)
{
    GString *word = g_string_new(NULL);
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c != ' ' && c != '.' && !g_unichar_isalnum(c) && !g_unichar_ismark(c)) {
            g_string_free(word, TRUE);
            return NULL;
        }
        g_string_append_unichar(word, c == ' ' ? '-' : c);
    }
    return g_string_free(word, FALSE);
}

static void add_known(GArray *names, char *take_word, const char *name, const OsintEntity *entity)
{
    OsintKnownName known = {take_word, g_strdup(name), g_strdup(entity->id), g_strdup(entity->type)};
    g_array_append_val(names, known);
}

/* Of the entities that have a name, the first of the type. */
static gboolean take_known(OsintIndex *index, const char *folded, const char *type, GArray *names,
                           GError **error)
{
    GError *trouble = NULL;
    g_autofree char *word = g_utf8_validate(folded, -1, NULL) ? word_of(folded) : NULL;
    g_autoptr(GPtrArray) ids =
        word == NULL ? NULL : osint_index_find_entities(index, folded, type, FALSE, &trouble);
    const OsintEntity *entity =
        ids != NULL && ids->len > 0 ? osint_index_entity(index, g_ptr_array_index(ids, 0), &trouble) : NULL;
    const char *name = entity == NULL ? NULL : written(entity, folded);
    if (name != NULL)
        add_known(names, g_steal_pointer(&word), name, entity);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

GArray *osint_index_names(OsintIndex *index, const char *prefix, const char *type, guint most, GError **error)
{
    const gsize skipped = strlen(OSINT_META_NAME);
    g_autofree char *folded = osint_entity_fold_name(prefix);
    g_autofree char *start = g_strconcat(OSINT_META_NAME, folded, NULL);
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(OsintKnownName));
    g_array_set_clear_func(names, known_name_clear);
    g_autoptr(XapcTerms) keys =
        strlen(start) > XAPC_TERM_MAX ? NULL : xapc_db_metadata_keys(osint_index_facts(index), start, error);
    GError *trouble = NULL;
    const char *key;
    for (guint steps = 0; keys != NULL && names->len < most && steps < MOST_STEPS; steps++)
        if (!xapc_terms_next(keys, &key, &trouble) ||
            !take_known(index, key + skipped, type, names, &trouble))
            break;
    if (trouble == NULL && (keys != NULL || strlen(start) > XAPC_TERM_MAX))
        return g_steal_pointer(&names);
    if (trouble != NULL)
        g_propagate_error(error, trouble);
    return NULL;
}
