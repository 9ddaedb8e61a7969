/* What entities say of each other, once it is settled who they are: relations, ATT&CK ids, who uses a name.
 */
#include <string.h>

#include "indexer/entities/lists/private.h"

static OsintDraft *draft_at(const OsintEntityList *list, guint index)
{
    return g_ptr_array_index(list->drafts, index);
}

static gboolean is_entity(const OsintDraft *draft)
{
    return draft->into == NULL && !draft->dropped;
}

/* ---- ATT&CK ids as names ---- */

/* A page of ATT&CK is about one entity: its id is no name of any other. */
static void settle_attack_names(OsintEntityList *list)
{
    g_autoptr(GHashTable) pages = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        if (!is_entity(draft) || draft->entity.attack == NULL)
            continue;
        OsintAlias *alias = osint_entity_list_add_alias(list, &draft->entity, draft->entity.attack, NULL);
        if (alias->lists->len == 0)
            alias->lists = ((const OsintAlias *)g_ptr_array_index(draft->entity.aliases, 0))->lists;
        g_hash_table_insert(pages, (gpointer)alias->folded, draft);
    }
    for (guint i = 0; i < list->drafts->len; i++) {
        OsintDraft *draft = draft_at(list, i);
        for (guint k = 0; k < draft->claims->len; k++) {
            const char *folded = osint_list_fold(list, g_ptr_array_index(draft->claims, k));
            OsintAlias *alias = osint_draft_find_alias(draft, folded);
            const OsintDraft *page = g_hash_table_lookup(pages, folded);
            if (alias != NULL && page != NULL && page != draft)
                osint_draft_remove_alias(draft, alias);
        }
        osint_draft_sweep(draft);
    }
}

/* ---- relations ---- */

static OsintDraft *target_of(const OsintEntityList *list, const char *key)
{
    OsintDraft *draft = g_hash_table_lookup(list->by_uuid, key);
    if (draft == NULL)
        draft = g_hash_table_lookup(list->by_given, key);
    if (draft == NULL)
        draft = g_hash_table_lookup(list->by_id, key);
    draft = draft != NULL ? osint_draft_root(draft) : NULL;
    return draft != NULL && is_entity(draft) ? draft : NULL;
}

static guint bond_hash(gconstpointer data)
{
    const OsintRelation *relation = data;
    return (g_direct_hash(relation->type) * 31u + g_direct_hash(relation->target)) * 31u +
           g_direct_hash(relation->list);
}

static gboolean bond_equal(gconstpointer a, gconstpointer b)
{
    const OsintRelation *left = a, *right = b;
    return left->type == right->type && left->target == right->target && left->list == right->list;
}

/* Relations go to settled ids; those that merging made to lead back, and repetitions, are gone. */
static void settle_relations(OsintEntityList *list, OsintDraft *draft)
{
    GPtrArray *relations = draft->entity.relations;
    if (relations->len == 0)
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new(bond_hash, bond_equal);
    guint kept = 0;
    for (guint i = 0; i < relations->len; i++) {
        OsintBond *bond = g_ptr_array_index(relations, i);
        const OsintDraft *target = target_of(list, bond->key);
        bond->relation.target = target != NULL ? target->entity.id : bond->key;
        if (target == draft || g_hash_table_contains(seen, bond)) {
            g_free(bond);
            continue;
        }
        g_hash_table_add(seen, bond);
        relations->pdata[kept++] = bond;
    }
    g_ptr_array_set_size(relations, (gint)kept);
}

/* ---- who uses a name ---- */

/* The host of a URL without "www."; NULL when it is none. Owned by the caller. */
static char *host_of(const char *url)
{
    g_autofree char *host = NULL;
    if (!g_uri_split_network(url, G_URI_FLAGS_PARSE_RELAXED, NULL, &host, NULL, NULL) || host == NULL)
        return NULL;
    return g_ascii_strdown(g_str_has_prefix(host, "www.") ? host + 4 : host, -1);
}

/* Host -> the organisation whose own site it is. */
static GHashTable *sites_of(const OsintEntityList *list)
{
    GHashTable *sites = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < list->drafts->len; i++) {
        const OsintDraft *draft = draft_at(list, i);
        for (guint k = 0; is_entity(draft) && k < draft->sites->len; k++) {
            char *host = host_of(g_ptr_array_index(draft->sites, k));
            if (host != NULL && !g_hash_table_contains(sites, host))
                g_hash_table_insert(sites, host, (gpointer)draft->entity.name);
            else
                g_free(host);
        }
    }
    return sites;
}

/* The owner of a host or of a domain that it is in. */
static const char *owner_of(GHashTable *sites, const char *host)
{
    for (const char *at = host; at != NULL && strchr(at, '.') != NULL;) {
        const char *owner = g_hash_table_lookup(sites, at);
        if (owner != NULL)
            return owner;
        at = strchr(at, '.');
        at = at != NULL ? at + 1 : NULL;
    }
    return NULL;
}

static const char *user_name(const OsintEntityList *list, GHashTable *sites, const char *user)
{
    if (g_str_has_prefix(user, OSINT_USER_UUID)) {
        OsintDraft *draft = g_hash_table_lookup(list->by_uuid, user + strlen(OSINT_USER_UUID));
        return draft != NULL ? osint_draft_root(draft)->entity.name : NULL;
    }
    if (g_str_has_prefix(user, OSINT_USER_URL)) {
        g_autofree char *host = host_of(user + strlen(OSINT_USER_URL));
        return host != NULL ? owner_of(sites, host) : NULL;
    }
    return user;
}

static GPtrArray *named_users(OsintEntityList *list, GHashTable *sites, const GPtrArray *users)
{
    GPtrArray *named = list->none;
    for (guint i = 0; i < users->len; i++) {
        const char *name = user_name(list, sites, g_ptr_array_index(users, i));
        if (name != NULL)
            named = osint_list_set_with(list, named, name);
    }
    return named;
}

/* Sets of users are shared, so each is named once. */
static void settle_users(OsintEntityList *list)
{
    g_autoptr(GHashTable) sites = sites_of(list);
    g_autoptr(GHashTable) named = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < list->drafts->len; i++) {
        const OsintDraft *draft = draft_at(list, i);
        for (guint k = 0; k < draft->entity.aliases->len; k++) {
            OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, k);
            GPtrArray *users = g_hash_table_lookup(named, alias->users);
            if (alias->users->len == 0)
                continue;
            if (users == NULL) {
                users = named_users(list, sites, alias->users);
                g_hash_table_insert(named, alias->users, users);
            }
            alias->users = users;
        }
    }
}

/* ---- names of things that are something else ---- */

static gboolean is_real_body(const char *type)
{
    return strcmp(type, "military-unit") == 0 || strcmp(type, "organization") == 0 ||
           strcmp(type, "person") == 0;
}

static gboolean is_construct(const char *type)
{
    return strcmp(type, "threat-actor") == 0 || strcmp(type, "campaign") == 0;
}

/* Companies call groups what they see of somebody; a unit, an office or a person is somebody. That the one is
 * the other is a claim, with a source, and no spelling. */
static void note_bodies(OsintEntityList *list, const OsintEntityNotes *notes)
{
    g_autoptr(GHashTable) bodies = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < list->drafts->len; i++) {
        const OsintDraft *draft = draft_at(list, i);
        if (is_entity(draft) && is_real_body(draft->entity.type))
            g_hash_table_insert(bodies, (gpointer)osint_draft_name(list, draft), (gpointer)draft);
    }
    for (guint i = 0; i < list->drafts->len; i++) {
        const OsintDraft *draft = draft_at(list, i);
        if (!is_entity(draft) || !is_construct(draft->entity.type))
            continue;
        for (guint k = 1; k < draft->entity.aliases->len; k++) {
            const OsintAlias *alias = g_ptr_array_index(draft->entity.aliases, k);
            const OsintDraft *body = g_hash_table_lookup(bodies, alias->folded);
            if (body != NULL && !alias->description)
                osint_draft_note(
                    notes, draft, "entity-alias-other",
                    "%s: its alias \"%s\" is the name of %s, a %s: osint-not-alias takes it away, "
                    "osint-relations says how the two belong together",
                    draft->entity.id, alias->text, body->entity.id, body->entity.type);
        }
    }
}

void osint_list_connect(OsintEntityList *list, const OsintEntityNotes *notes)
{
    settle_attack_names(list);
    settle_users(list);
    for (guint i = 0; i < list->drafts->len; i++)
        settle_relations(list, draft_at(list, i));
    note_bodies(list, notes);
}
