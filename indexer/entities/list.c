/* The list: entities by id, uuid and name, and the merging of several lists into one. */
#include "indexer/entities/list.h"

#include <string.h>

#include "indexer/entities/list_build.h"
#include "indexer/text/words.h"

G_DEFINE_QUARK(osint - entities - error - quark, osint_entities_error)

#define NAME_MAX_CHARS 200

struct OsintEntityList {
    GPtrArray *entities;
    GHashTable *by_id;   /* id -> OsintEntity */
    GHashTable *by_uuid; /* uuid -> OsintEntity */
    GHashTable *by_name; /* folded name -> GArray of indices */
    GPtrArray *benign;   /* char * */
    GHashTable *aliases; /* "index<TAB>folded name" -> OsintAlias, or NULL for a name that is forbidden */
};

static const char *const known_types[] = {
    "threat-actor", "military-unit", "person", "organization", "place",  "malware", "tool",
    "campaign",     "vulnerability", "ipv4",   "ipv6",         "domain", "url",     "email",
    "md5",          "sha1",          "sha256", "sha512",       "asn",    "other",   NULL};

const char *const *osint_entity_types(void)
{
    return known_types;
}

gboolean osint_entity_type_is_known(const char *type)
{
    return g_strv_contains(known_types, type);
}

OsintAlias *osint_alias_new(const char *text)
{
    OsintAlias *alias = g_new0(OsintAlias, 1);
    alias->text = g_strdup(text);
    alias->lists = g_ptr_array_new_with_free_func(g_free);
    alias->users = g_ptr_array_new_with_free_func(g_free);
    return alias;
}

static void alias_free(gpointer data)
{
    OsintAlias *alias = data;
    g_free(alias->text);
    g_ptr_array_unref(alias->lists);
    g_ptr_array_unref(alias->users);
    g_free(alias);
}

OsintRelation *osint_relation_new(const char *type, const char *target, const char *list, guint confidence)
{
    OsintRelation *relation = g_new0(OsintRelation, 1);
    relation->type = g_strdup(type);
    relation->target = g_strdup(target);
    relation->list = g_strdup(list);
    relation->confidence = confidence;
    return relation;
}

static void relation_free(gpointer data)
{
    OsintRelation *relation = data;
    g_free(relation->type);
    g_free(relation->target);
    g_free(relation->list);
    g_free(relation);
}

OsintPin *osint_pin_new(const char *article, const char *text, guint nth)
{
    OsintPin *pin = g_new0(OsintPin, 1);
    pin->article = g_strdup(article);
    pin->text = g_strdup(text);
    pin->nth = nth;
    return pin;
}

static void pin_free(gpointer data)
{
    OsintPin *pin = data;
    g_free(pin->article);
    g_free(pin->text);
    g_free(pin);
}

OsintEntity *osint_entity_new(void)
{
    OsintEntity *entity = g_new0(OsintEntity, 1);
    entity->uuids = g_ptr_array_new_with_free_func(g_free);
    entity->aliases = g_ptr_array_new_with_free_func(alias_free);
    entity->context = g_ptr_array_new_with_free_func(g_free);
    entity->exceptions = g_ptr_array_new_with_free_func(g_free);
    entity->not_aliases = g_ptr_array_new_with_free_func(g_free);
    entity->refs = g_ptr_array_new_with_free_func(g_free);
    entity->relations = g_ptr_array_new_with_free_func(relation_free);
    entity->pins = g_ptr_array_new_with_free_func(pin_free);
    entity->unpins = g_ptr_array_new_with_free_func(pin_free);
    return entity;
}

void osint_entity_free(OsintEntity *entity)
{
    g_free(entity->id);
    g_free(entity->attack);
    g_free(entity->uuid);
    g_free(entity->type);
    g_free(entity->name);
    g_free(entity->description);
    g_ptr_array_unref(entity->uuids);
    g_ptr_array_unref(entity->aliases);
    g_ptr_array_unref(entity->context);
    g_ptr_array_unref(entity->exceptions);
    g_ptr_array_unref(entity->not_aliases);
    g_ptr_array_unref(entity->refs);
    g_ptr_array_unref(entity->relations);
    g_ptr_array_unref(entity->pins);
    g_ptr_array_unref(entity->unpins);
    g_free(entity);
}

OsintEntityList *osint_entity_list_new(void)
{
    OsintEntityList *list = g_new0(OsintEntityList, 1);
    list->entities = g_ptr_array_new_with_free_func((GDestroyNotify)osint_entity_free);
    list->benign = g_ptr_array_new_with_free_func(g_free);
    list->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list->by_uuid = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    list->aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return list;
}

void osint_entity_list_free(OsintEntityList *list)
{
    if (list == NULL)
        return;
    g_hash_table_unref(list->by_id);
    g_hash_table_unref(list->by_uuid);
    g_hash_table_unref(list->by_name);
    g_hash_table_unref(list->aliases);
    g_ptr_array_unref(list->benign);
    g_ptr_array_unref(list->entities);
    g_free(list);
}

guint osint_entity_list_size(const OsintEntityList *list)
{
    return list->entities->len;
}

const OsintEntity *osint_entity_list_get(const OsintEntityList *list, guint index)
{
    g_assert(index < list->entities->len);
    return g_ptr_array_index(list->entities, index);
}

const OsintEntity *osint_entity_list_find(const OsintEntityList *list, const char *id)
{
    return g_hash_table_lookup(list->by_id, id);
}

const GPtrArray *osint_entity_list_benign(const OsintEntityList *list)
{
    return list->benign;
}

void osint_entity_list_add_benign(OsintEntityList *list, const char *text)
{
    g_ptr_array_add(list->benign, g_strdup(text));
}

static gboolean alias_is_name(const OsintAlias *alias)
{
    return alias != NULL && !alias->description;
}

GArray *osint_entity_list_lookup(const OsintEntityList *list, const char *name)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *lower = g_ascii_strdown(name, -1);
    const OsintEntity *entity = osint_entity_list_find(list, g_strstrip(lower));
    if (entity != NULL)
        return g_array_append_val(found, entity->index);
    g_autofree char *folded = osint_entity_fold_name(name);
    const GArray *indices = g_hash_table_lookup(list->by_name, folded);
    for (guint i = 0; indices != NULL && i < indices->len; i++) {
        guint index = g_array_index(indices, guint, i);
        g_autofree char *key = g_strdup_printf("%u\t%s", index, folded);
        if (alias_is_name(g_hash_table_lookup(list->aliases, key)))
            g_array_append_val(found, index);
    }
    return found;
}

static gboolean is_joiner(gunichar c)
{
    return g_unichar_isspace(c) || c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2013);
}

char *osint_entity_fold_name(const char *name)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_fold(name, strlen(name), folded);
    GString *out = g_string_sized_new(folded->len + 4);
    gunichar previous = 0;
    gboolean gap = FALSE;
    for (const char *p = folded->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_joiner(c)) {
            gap = TRUE;
            continue;
        }
        gboolean parted = (g_unichar_isalpha(previous) && g_unichar_isdigit(c)) ||
                          (g_unichar_isdigit(previous) && g_unichar_isalpha(c));
        if (out->len > 0 && (gap || parted))
            g_string_append_c(out, ' ');
        g_string_append_unichar(out, c);
        gap = FALSE;
        previous = c;
    }
    return g_string_free(out, FALSE);
}

char *osint_entity_clean_name(const char *name)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    gboolean gap = FALSE;
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c)) {
            gap = clean->len > 0;
            continue;
        }
        if (g_unichar_iscntrl(c))
            return NULL;
        if (gap)
            g_string_append_c(clean, ' ');
        g_string_append_unichar(clean, c);
        gap = FALSE;
    }
    if (clean->len == 0 || g_utf8_strlen(clean->str, -1) > NAME_MAX_CHARS)
        return NULL;
    return g_strdup(clean->str);
}

gboolean osint_entity_id_is_valid(const char *id)
{
    if (!g_ascii_isalnum(*id) || strlen(id) > NAME_MAX_CHARS)
        return FALSE;
    for (const char *p = id; *p != '\0'; p++)
        if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && strchr("._:-", *p) == NULL)
            return FALSE;
    return TRUE;
}

/* The id of an entity whose list gives none. Letters that ASCII does not have would be lost, and two names be
 * taken for one, so such a name is told apart by its hash. */
static char *id_from_name(const char *name)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    GString *id = g_string_new(NULL);
    gboolean gap = FALSE, lossy = FALSE;
    g_autoptr(GString) plain = g_string_new(NULL);
    osint_word_fold(name, strlen(name), plain);
    for (const char *p = plain->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80 && g_ascii_isalnum((char)c)) {
            if (gap && id->len > 0)
                g_string_append_c(id, '-');
            g_string_append_c(id, (char)c);
            gap = FALSE;
        } else {
            gap = TRUE;
            lossy = lossy || g_unichar_isalnum(c);
        }
    }
    if (lossy || id->len == 0) {
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, folded, -1);
        g_string_append_printf(id, "%s%.8s", id->len > 0 ? "-" : "x", hash);
    }
    return g_string_free(id, FALSE);
}

static gboolean same_type(const char *a, const char *b)
{
    return strcmp(a, b) == 0 || strcmp(a, "other") == 0 || strcmp(b, "other") == 0;
}

static void set_id(OsintEntityList *list, OsintEntity *entity, const char *id, gboolean given)
{
    if (entity->id != NULL)
        g_hash_table_remove(list->by_id, entity->id);
    g_free(entity->id);
    entity->id = g_strdup(id);
    entity->id_given = given;
    g_hash_table_insert(list->by_id, g_strdup(id), entity);
}

static OsintEntity *create(OsintEntityList *list, const char *id, gboolean given)
{
    OsintEntity *entity = osint_entity_new();
    entity->index = list->entities->len;
    g_ptr_array_add(list->entities, entity);
    set_id(list, entity, id, given);
    return entity;
}

/* The entity a row without an id of its own belongs to, by its name: one of another type that happens to have
 * the same name is another entity. */
static OsintEntity *claim_by_name(OsintEntityList *list, const char *name, const char *type)
{
    g_autofree char *id = id_from_name(name);
    OsintEntity *entity = g_hash_table_lookup(list->by_id, id);
    if (entity == NULL)
        return create(list, id, FALSE);
    if (same_type(entity->type, type))
        return entity;
    g_autofree char *typed = g_strconcat(id, "-", type, NULL);
    entity = g_hash_table_lookup(list->by_id, typed);
    return entity != NULL ? entity : create(list, typed, FALSE);
}

static OsintEntity *claim(OsintEntityList *list, const OsintEntityRow *row, const char *type)
{
    OsintEntity *entity = row->uuid != NULL ? g_hash_table_lookup(list->by_uuid, row->uuid) : NULL;
    OsintEntity *named = row->id != NULL ? g_hash_table_lookup(list->by_id, row->id) : NULL;
    if (entity != NULL) {
        if (row->id != NULL && named == NULL && !entity->id_given)
            set_id(list, entity, row->id, TRUE);
        return entity;
    }
    if (named != NULL) {
        named->id_given = TRUE;
        return named;
    }
    return row->id != NULL ? create(list, row->id, TRUE) : claim_by_name(list, row->name, type);
}

static void add_uuid(OsintEntityList *list, OsintEntity *entity, const char *uuid)
{
    if (entity->uuid == NULL)
        entity->uuid = g_strdup(uuid);
    osint_entity_strings_add(entity->uuids, uuid);
    g_hash_table_insert(list->by_uuid, g_strdup(uuid), entity);
}

OsintEntity *osint_entity_list_claim(OsintEntityList *list, const OsintEntityRow *row)
{
    const char *type = row->type != NULL ? row->type : row->type_of != NULL ? row->type_of : "other";
    OsintEntity *entity = claim(list, row, type);
    if (entity->type == NULL || row->type != NULL || strcmp(entity->type, "other") == 0) {
        g_free(entity->type);
        entity->type = g_strdup(type);
    }
    if (row->uuid != NULL)
        add_uuid(list, entity, row->uuid);
    if (entity->name == NULL)
        entity->name = g_strdup(row->name);
    if (entity->description == NULL)
        entity->description = g_strdup(row->description);
    osint_entity_list_add_alias(list, entity, row->name, row->list);
    return entity;
}

static char *alias_key(const OsintEntity *entity, const char *text)
{
    g_autofree char *folded = osint_entity_fold_name(text);
    return g_strdup_printf("%u\t%s", entity->index, folded);
}

static void index_name(OsintEntityList *list, const OsintEntity *entity, const char *text)
{
    char *folded = osint_entity_fold_name(text);
    GArray *indices = g_hash_table_lookup(list->by_name, folded);
    if (indices == NULL) {
        indices = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(list->by_name, folded, indices);
    } else {
        g_free(folded);
    }
    g_array_append_val(indices, entity->index);
}

/* A single character or a bare number is in every other text: it never names anything by itself. */
static gboolean says_too_little(const char *text)
{
    if (g_utf8_strlen(text, -1) < 2)
        return TRUE;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return FALSE;
    return TRUE;
}

OsintAlias *osint_entity_list_add_alias(OsintEntityList *list, OsintEntity *entity, const char *text,
                                        const char *origin)
{
    g_autofree char *key = alias_key(entity, text);
    OsintAlias *alias = NULL;
    if (g_hash_table_lookup_extended(list->aliases, key, NULL, (gpointer *)&alias)) {
        if (alias != NULL)
            osint_entity_strings_add(alias->lists, origin);
        return alias;
    }
    alias = osint_alias_new(text);
    osint_entity_strings_add(alias->lists, origin);
    alias->needs_context = says_too_little(text);
    g_ptr_array_add(entity->aliases, alias);
    index_name(list, entity, text);
    g_hash_table_insert(list->aliases, g_steal_pointer(&key), alias);
    return alias;
}

gboolean osint_entity_list_forbid_alias(OsintEntityList *list, OsintEntity *entity, const char *text)
{
    g_autofree char *key = alias_key(entity, text);
    OsintAlias *alias = g_hash_table_lookup(list->aliases, key);
    if (alias != NULL && alias == g_ptr_array_index(entity->aliases, 0))
        return FALSE;
    g_hash_table_insert(list->aliases, g_steal_pointer(&key), NULL);
    osint_entity_strings_add(entity->not_aliases, text);
    if (alias != NULL)
        g_ptr_array_remove(entity->aliases, alias);
    return TRUE;
}

gboolean osint_entity_list_restore(OsintEntityList *list, OsintEntity *entity)
{
    if (g_hash_table_contains(list->by_id, entity->id)) {
        osint_entity_free(entity);
        return FALSE;
    }
    entity->index = list->entities->len;
    g_ptr_array_add(list->entities, entity);
    g_hash_table_insert(list->by_id, g_strdup(entity->id), entity);
    for (guint i = 0; i < entity->uuids->len; i++)
        g_hash_table_insert(list->by_uuid, g_strdup(g_ptr_array_index(entity->uuids, i)), entity);
    for (guint i = 0; i < entity->aliases->len; i++) {
        OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        g_hash_table_insert(list->aliases, alias_key(entity, alias->text), alias);
        index_name(list, entity, alias->text);
    }
    for (guint i = 0; i < entity->not_aliases->len; i++)
        g_hash_table_insert(list->aliases, alias_key(entity, g_ptr_array_index(entity->not_aliases, i)),
                            NULL);
    return TRUE;
}

void osint_entity_strings_add(GPtrArray *strings, const char *text)
{
    if (!g_ptr_array_find_with_equal_func(strings, text, g_str_equal, NULL))
        g_ptr_array_add(strings, g_strdup(text));
}

void osint_entity_note(const OsintEntityNotes *notes, guint place, const char *code, const char *format, ...)
{
    if (notes->func == NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    notes->func(notes->list, place, code, message, notes->user_data);
}

gboolean osint_entity_list_add(OsintEntityList *list, const char *name, GBytes *content,
                               OsintEntityNoteFunc note, gpointer user_data, GError **error)
{
    OsintEntityNotes notes = {name, note, user_data};
    gsize length = 0;
    const char *data = g_bytes_get_data(content, &length);
    if (length >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        data += 3;
        length -= 3;
    }
    gsize at = 0;
    while (at < length && g_ascii_isspace(data[at]))
        at++;
    if (at == length) {
        g_set_error(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM, "%s: the list is empty", name);
        return FALSE;
    }
    if (data[at] == '{' || data[at] == '[')
        return osint_entity_list_add_misp(list, &notes, data, length, error);
    return osint_entity_list_add_tsv(list, &notes, data, length, error);
}
