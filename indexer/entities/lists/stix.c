/* STIX 2.0 and 2.1 bundles: a JSON object with objects[], of which those that are entities, and relationships
 * between them, are read. */
#include <string.h>

#include "indexer/entities/lists/json.h"

/* How many objects that were revoked in favour of another may follow each other. */
#define REVOKED_MAX 8

static const struct {
    const char *stix;
    const char *type;
} object_types[] = {
    {"intrusion-set", "threat-actor"},
    {"threat-actor", "threat-actor"},
    {"malware", "malware"},
    {"tool", "tool"},
    {"campaign", "campaign"},
    {"identity", "organization"},
    {"location", "place"},
    {"vulnerability", "vulnerability"},
};

typedef struct {
    OsintJsonReader *reader;
    GHashTable *objects; /* id -> json_t *: all of the bundle */
    GHashTable *revoked; /* id -> id of what took its place */
} Bundle;

static const char *text_at(const json_t *object, const char *key)
{
    return osint_list_json_text(json_object_get(object, key));
}

static gboolean is_withdrawn(const json_t *object)
{
    return json_is_true(json_object_get(object, "revoked")) ||
           json_is_true(json_object_get(object, "x_mitre_deprecated"));
}

/* NULL for an object that is no entity. */
static const char *type_of(const json_t *object)
{
    const char *stix = text_at(object, "type");
    if (g_strcmp0(stix, "identity") == 0 && g_strcmp0(text_at(object, "identity_class"), "individual") == 0)
        return "person";
    for (guint i = 0; stix != NULL && i < G_N_ELEMENTS(object_types); i++)
        if (strcmp(object_types[i].stix, stix) == 0)
            return object_types[i].type;
    return NULL;
}

/* The uuid of "intrusion-set--UUID". */
static const char *uuid_of(const char *id)
{
    const char *dashes = id != NULL ? strstr(id, "--") : NULL;
    return dashes != NULL && dashes[2] != '\0' ? dashes + 2 : NULL;
}

static const char *attack_of(const json_t *object)
{
    gsize i;
    json_t *reference;
    json_array_foreach(json_object_get(object, "external_references"), i, reference)
    {
        const char *source = text_at(reference, "source_name"), *id = text_at(reference, "external_id");
        if (source != NULL && id != NULL && g_str_has_prefix(source, "mitre-") &&
            osint_entity_is_attack_id(id))
            return id;
    }
    return NULL;
}

static void take_alias(OsintJsonReader *reader, const char *name)
{
    osint_list_json_add_alias(reader, name);
}

/* ---- who uses a name ---- */

/* The address of the reference that a citation such as "(Citation: Name 2017)" stands for. */
static const char *cited_url(GHashTable *references, const char *citation)
{
    const char *end = strchr(citation, ')');
    g_autofree char *name = end != NULL ? g_strndup(citation, (gsize)(end - citation)) : NULL;
    return name != NULL ? g_hash_table_lookup(references, name) : NULL;
}

/* A reference that is called like an alias says who uses it, by what it cites. */
static void take_users(OsintJsonReader *reader, const json_t *reference, GHashTable *references)
{
    static const char mark[] = "(Citation: ";
    const char *name = text_at(reference, "source_name"), *text = text_at(reference, "description");
    g_autofree char *clean = name != NULL && text != NULL ? osint_entity_clean_name(name) : NULL;
    OsintAlias *alias =
        clean != NULL ? osint_entity_list_get_alias(reader->list, reader->entity, clean) : NULL;
    if (alias == NULL)
        return;
    for (const char *at = strstr(text, mark); at != NULL; at = strstr(at, mark)) {
        at += strlen(mark);
        const char *url = cited_url(references, at);
        g_autofree char *user = url != NULL ? g_strconcat(OSINT_USER_URL, url, NULL) : NULL;
        if (user != NULL)
            osint_entity_list_add_user(reader->list, alias, user);
    }
}

static void take_references(OsintJsonReader *reader, const json_t *object)
{
    const json_t *all = json_object_get(object, "external_references");
    g_autoptr(GHashTable) references = g_hash_table_new(g_str_hash, g_str_equal);
    gsize i;
    json_t *reference;
    json_array_foreach(all, i, reference)
    {
        const char *name = text_at(reference, "source_name"), *url = text_at(reference, "url");
        if (url == NULL)
            continue;
        osint_entity_list_append(reader->list, &reader->entity->refs, url);
        if (name != NULL)
            g_hash_table_insert(references, (gpointer)name, (gpointer)url);
    }
    json_array_foreach(all, i, reference) take_users(reader, reference, references);
}

/* ---- objects ---- */

/* A place may have no name but what its codes say. */
static char *name_of(const json_t *object)
{
    static const char *const keys[] = {"name", "city", "administrative_area", "country", "region"};
    gboolean is_place = g_strcmp0(text_at(object, "type"), "location") == 0;
    for (guint i = 0; i < (is_place ? G_N_ELEMENTS(keys) : 1); i++) {
        const char *text = text_at(object, keys[i]);
        char *name = text != NULL ? osint_entity_clean_name(text) : NULL;
        if (name != NULL)
            return name;
    }
    return NULL;
}

static void read_object(OsintJsonReader *reader, json_t *object, const char *type)
{
    g_autofree char *name = name_of(object);
    if (name == NULL) {
        osint_entity_note(reader->notes, reader->index, "entity-name-bad",
                          "an object without a usable name (\"name\") is left out");
        return;
    }
    OsintEntityRow row = {.uuid = uuid_of(text_at(object, "id")),
                          .attack = attack_of(object),
                          .type_of = type,
                          .name = name,
                          .description = text_at(object, "description"),
                          .list = reader->notes->list,
                          .place = reader->index};
    osint_list_json_read_stated(reader, object, &row);
    reader->entity = osint_entity_list_claim(reader->list, &row);
    osint_list_json_each_name(reader, object, "aliases", take_alias);
    osint_list_json_each_name(reader, object, "x_mitre_aliases", take_alias);
    osint_list_json_read_meta(reader, object);
    take_references(reader, object);
    if (row.attack != NULL)
        osint_entity_list_add_user(reader->list,
                                   osint_entity_list_get_alias(reader->list, reader->entity, name), "MITRE");
}

/* What took the place of a revoked object: one that counts, or NULL. */
static const json_t *successor_of(const Bundle *bundle, const char *id)
{
    for (guint i = 0; i < REVOKED_MAX && id != NULL; i++) {
        id = g_hash_table_lookup(bundle->revoked, id);
        const json_t *object = id != NULL ? g_hash_table_lookup(bundle->objects, id) : NULL;
        if (object != NULL && !is_withdrawn(object) && type_of(object) != NULL)
            return object;
    }
    return NULL;
}

/* The names of a revoked object are names of what took its place. */
static void read_revoked(const Bundle *bundle, const json_t *object)
{
    OsintJsonReader *reader = bundle->reader;
    const char *id = text_at(object, "id");
    const json_t *successor = successor_of(bundle, id);
    OsintEntity *entity = successor != NULL
                              ? osint_entity_list_find_uuid(reader->list, uuid_of(text_at(successor, "id")))
                              : NULL;
    if (entity == NULL)
        return;
    reader->entity = entity;
    osint_list_json_each_name(reader, object, "name", take_alias);
    osint_list_json_each_name(reader, object, "aliases", take_alias);
    osint_list_json_each_name(reader, object, "x_mitre_aliases", take_alias);
    osint_entity_list_known_as(reader->list, entity, uuid_of(id), attack_of(object));
}

/* ---- relationships ---- */

static gboolean is_in_bundle(const Bundle *bundle, const char *id)
{
    const json_t *object = g_hash_table_lookup(bundle->objects, id);
    return object != NULL && type_of(object) != NULL && !is_withdrawn(object);
}

/* What they lead to may be in another list, unless this bundle has it and it is no entity. */
static void read_relationship(const Bundle *bundle, const json_t *object)
{
    OsintJsonReader *reader = bundle->reader;
    const char *type = text_at(object, "relationship_type");
    const char *source = text_at(object, "source_ref"), *target = text_at(object, "target_ref");
    if (type == NULL || *type == '\0' || uuid_of(source) == NULL || uuid_of(target) == NULL) {
        osint_entity_note(reader->notes, reader->index, "entity-relation-bad",
                          "a relationship needs relationship_type, source_ref and target_ref");
        return;
    }
    if (strcmp(type, "revoked-by") == 0 || !is_in_bundle(bundle, source) ||
        (g_hash_table_contains(bundle->objects, target) && !is_in_bundle(bundle, target)))
        return;
    OsintEntity *entity = osint_entity_list_find_uuid(reader->list, uuid_of(source));
    json_int_t confidence = json_integer_value(json_object_get(object, "confidence"));
    if (entity != NULL)
        osint_entity_list_relate(reader->list, entity, type, uuid_of(target), reader->notes->list,
                                 (guint)CLAMP(confidence, 0, 100));
}

static void index_object(Bundle *bundle, json_t *object)
{
    const char *id = text_at(object, "id");
    if (id != NULL)
        g_hash_table_insert(bundle->objects, (gpointer)id, object);
    const char *source = text_at(object, "source_ref"), *target = text_at(object, "target_ref");
    if (source != NULL && target != NULL &&
        g_strcmp0(text_at(object, "relationship_type"), "revoked-by") == 0)
        g_hash_table_insert(bundle->revoked, (gpointer)source, (gpointer)target);
}

void osint_list_json_read_stix(OsintJsonReader *reader, const json_t *root)
{
    g_autoptr(GHashTable) objects = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) revoked = g_hash_table_new(g_str_hash, g_str_equal);
    Bundle bundle = {reader, objects, revoked};
    const json_t *all = json_object_get(root, "objects");
    gsize i;
    json_t *object;
    json_array_foreach(all, i, object) index_object(&bundle, object);
    json_array_foreach(all, i, object)
    {
        reader->index = (guint)i;
        if (type_of(object) != NULL && !is_withdrawn(object))
            read_object(reader, object, type_of(object));
        else if (!json_is_string(json_object_get(object, "type")))
            osint_entity_note(reader->notes, reader->index, "entity-name-bad",
                              "what is no STIX object (no \"type\") is left out");
    }
    json_array_foreach(all, i, object)
    {
        reader->index = (guint)i;
        if (type_of(object) != NULL && is_withdrawn(object))
            read_revoked(&bundle, object);
        else if (g_strcmp0(text_at(object, "type"), "relationship") == 0 && !is_withdrawn(object))
            read_relationship(&bundle, object);
    }
}
