/* What lists correct in each other, and the ids of what has none. */
#include <string.h>

#include "indexer/entities/lists/private.h"

static OsintDraft *draft_at(const OsintEntityList *list, guint index)
{
    return g_ptr_array_index(list->drafts, index);
}

void osint_draft_note(const OsintEntityNotes *notes, const OsintDraft *draft, const char *code,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    OsintEntityNotes there = {draft->list, notes->func, notes->user_data};
    osint_entity_note(&there, draft->place, code, "%s", message);
}

static void plea_note(const OsintEntityNotes *notes, const OsintPlea *plea, const char *code,
                      const char *trouble)
{
    OsintEntityNotes there = {plea->list, notes->func, notes->user_data};
    osint_entity_note(&there, plea->place, code, "%s: \"%s\" %s", osint_draft_root(plea->draft)->entity.name,
                      plea->text, trouble);
}

/* ---- ids ---- */

static gboolean id_is_taken(const OsintEntityList *list, const char *id, gboolean beside_given)
{
    return g_hash_table_contains(list->by_id, id) ||
           (beside_given && g_hash_table_contains(list->by_given, id));
}

/* Of things with the same name the second has its type behind it, the next a part of its uuid. */
static char *free_id(const OsintEntityList *list, const OsintEntity *entity, gboolean beside_given)
{
    char *id = osint_name_to_id(entity->name);
    if (!id_is_taken(list, id, beside_given))
        return id;
    g_autofree char *base = id;
    id = g_strconcat(base, "-", entity->type, NULL);
    if (!id_is_taken(list, id, beside_given))
        return id;
    g_free(id);
    const char *uuid = entity->uuids->len > 0 ? g_ptr_array_index(entity->uuids, 0) : entity->name;
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, uuid, -1);
    for (gsize length = 8; length < strlen(hash); length++) {
        id = g_strdup_printf("%s-%.*s", base, (int)length, hash);
        if (!id_is_taken(list, id, beside_given))
            return id;
        g_free(id);
    }
    return g_strdup_printf("%s-%u", hash, ((const OsintDraft *)entity)->order);
}

void osint_list_make_ids(OsintEntityList *list, gboolean beside_given)
{
    g_hash_table_remove_all(list->by_id);
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (draft->into != NULL || draft->entity.id_given)
            continue;
        g_autofree char *id = free_id(list, &draft->entity, beside_given);
        draft->entity.id = osint_list_string(list, id);
        g_hash_table_insert(list->by_id, draft->entity.id, draft);
    }
}

/* ---- corrections ---- */

static OsintDraft *find_draft(const OsintEntityList *list, const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    OsintDraft *draft = g_hash_table_lookup(list->by_given, lower);
    if (draft == NULL)
        draft = g_hash_table_lookup(list->by_id, lower);
    if (draft == NULL)
        draft = g_hash_table_lookup(list->by_uuid, lower);
    if (draft == NULL)
        draft = g_hash_table_lookup(list->by_uuid, text);
    if (draft == NULL)
        draft = g_hash_table_lookup(list->by_attack, text);
    return draft != NULL ? osint_draft_root(draft) : NULL;
}

/* The entity that asks for it keeps its id and type. */
static void apply_merge(OsintEntityList *list, const OsintPlea *plea, const OsintEntityNotes *notes)
{
    OsintDraft *asks = osint_draft_root(plea->draft), *other = find_draft(list, plea->text);
    if (other == NULL) {
        plea_note(notes, plea, "entity-merge-unknown", "is in no list and cannot be one with it");
        return;
    }
    if (asks == other)
        return;
    OsintEntity *asking = &asks->entity;
    char *id = asking->id_given ? asking->id : other->entity.id_given ? other->entity.id : NULL;
    char *type = asking->type, *name = asking->name, *description = asking->description;
    OsintTypeRank rank = asks->type_rank;
    OsintDraft *one = osint_draft_unite(list, asks, other);
    if (rank >= one->type_rank) {
        one->entity.type = type;
        one->type_rank = rank;
    }
    one->entity.name = name;
    if (description != NULL)
        one->entity.description = description;
    if (id != NULL && one->entity.id != id) {
        g_ptr_array_remove(one->entity.ids, id);
        osint_list_append(list, &one->entity.ids, one->entity.id);
        one->entity.id = id;
    }
}

static void apply_not_alias(OsintEntityList *list, const OsintPlea *plea, const OsintEntityNotes *notes)
{
    OsintDraft *draft = osint_draft_root(plea->draft);
    const char *folded = osint_list_fold(list, plea->text);
    OsintAlias *alias = osint_draft_find_alias(draft, folded);
    if (folded == osint_draft_name(list, draft))
        plea_note(notes, plea, "entity-alias-bad",
                  "is its own name and cannot be forbidden, unless osint-name gives it another");
    else if (alias != NULL)
        osint_draft_remove_alias(draft, alias);
}

static void take_name_from(OsintEntityList *list, OsintDraft *draft, const OsintPlea *plea,
                           const OsintEntityNotes *notes)
{
    const char *folded = osint_list_fold(list, plea->text);
    OsintAlias *alias = osint_draft_find_alias(draft, folded);
    if (alias == NULL)
        return;
    if (folded == osint_draft_name(list, draft))
        plea_note(notes, plea, "entity-alias-bad",
                  "is another entity's own name and cannot be taken from it");
    else
        osint_draft_remove_alias(draft, alias);
}

/* Takes a name that is one entity's alone from all others. */
static void apply_own_name(OsintEntityList *list, const OsintPlea *plea, GHashTable *holders,
                           const OsintEntityNotes *notes)
{
    OsintDraft *owner = osint_draft_root(plea->draft);
    const char *folded = osint_list_fold(list, plea->text);
    const GPtrArray *drafts = g_hash_table_lookup(holders, folded);
    if (drafts == NULL) {
        if (osint_draft_find_alias(owner, folded) == NULL)
            plea_note(notes, plea, "entity-alias-bad", "is another entity's alone already");
        return;
    }
    for (guint i = 0; i < drafts->len; i++)
        if (g_ptr_array_index(drafts, i) != owner)
            take_name_from(list, g_ptr_array_index(drafts, i), plea, notes);
    g_hash_table_remove(holders, folded);
}

/* Who has the names that somebody wants alone: folded -> OsintDraft *. */
static GHashTable *holders_of(OsintEntityList *list)
{
    GHashTable *holders = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < list->pleas->len; i++) {
        const OsintPlea *plea = &g_array_index(list->pleas, OsintPlea, i);
        if (plea->kind == OSINT_PLEA_OWN_NAME)
            g_hash_table_replace(holders, (gpointer)osint_list_fold(list, plea->text), g_ptr_array_new());
    }
    for (guint i = 0; g_hash_table_size(holders) > 0 && i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        for (guint k = 0; k < draft->entity.aliases->len; k++) {
            const OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, k);
            GPtrArray *drafts = g_hash_table_lookup(holders, alias->folded);
            if (drafts != NULL)
                g_ptr_array_add(drafts, draft);
        }
    }
    return holders;
}

static void apply_drop(const OsintPlea *plea, const OsintEntityNotes *notes)
{
    OsintDraft *draft = osint_draft_root(plea->draft);
    draft->dropped = TRUE;
    if (draft->rows < 2)
        plea_note(notes, plea, "entity-drop-unknown", "is in no other list: there is nothing to leave out");
}

static void apply_pleas(OsintEntityList *list, OsintPleaKind kind, const OsintEntityNotes *notes)
{
    g_autoptr(GHashTable) holders = kind == OSINT_PLEA_OWN_NAME ? holders_of(list) : NULL;
    for (guint i = 0; i < list->pleas->len; i++) {
        const OsintPlea *plea = &g_array_index(list->pleas, OsintPlea, i);
        if (plea->kind != kind)
            continue;
        if (kind == OSINT_PLEA_MERGE)
            apply_merge(list, plea, notes);
        else if (kind == OSINT_PLEA_NOT_ALIAS)
            apply_not_alias(list, plea, notes);
        else if (kind == OSINT_PLEA_OWN_NAME)
            apply_own_name(list, plea, holders, notes);
        else
            apply_drop(plea, notes);
    }
}

static void rename_all(OsintEntityList *list)
{
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (draft->into == NULL && draft->rename != NULL)
            draft->entity.name = draft->rename;
    }
}

void osint_list_correct(OsintEntityList *list, const OsintEntityNotes *notes)
{
    osint_list_make_ids(list, FALSE);
    apply_pleas(list, OSINT_PLEA_MERGE, notes);
    rename_all(list);
    apply_pleas(list, OSINT_PLEA_NOT_ALIAS, notes);
    apply_pleas(list, OSINT_PLEA_OWN_NAME, notes);
    apply_pleas(list, OSINT_PLEA_DROP, notes);
    for (guint i = 0; i < list->drafts->len; i++)
        osint_draft_sweep(draft_at(list, i));
    osint_list_make_ids(list, TRUE);
}
