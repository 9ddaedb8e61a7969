/* MISP galaxy clusters: a JSON object with values[], each with value, uuid, description and meta. */
#include "indexer/entities/list_build.h"

#include <jansson.h>
#include <string.h>

typedef struct {
    OsintEntityList *list;
    const OsintEntityNotes *notes;
    guint index; /* of the value, from 0 */
    OsintEntity *entity;
} MispReader;

/* What the galaxies that MISP ships are about; a galaxy that is not here is of type "other" unless its name
 * is one of our types. */
static const struct {
    const char *galaxy;
    const char *type;
} galaxy_types[] = {
    {"360net-threat-actor", "threat-actor"},
    {"microsoft-activity-group", "threat-actor"},
    {"mitre-intrusion-set", "threat-actor"},
    {"android", "malware"},
    {"backdoor", "malware"},
    {"banker", "malware"},
    {"botnet", "malware"},
    {"cryptominers", "malware"},
    {"malpedia", "malware"},
    {"mitre-malware", "malware"},
    {"ransomware", "malware"},
    {"rat", "malware"},
    {"stealer", "malware"},
    {"wiper", "malware"},
    {"exploit-kit", "tool"},
    {"mitre-tool", "tool"},
    {"branded-vulnerability", "vulnerability"},
    {"country", "place"},
    {"region", "place"},
    {"target-information", "place"},
    {"china-defence-universities", "organization"},
    {"intelligence-agency", "organization"},
    {"nato", "organization"},
    {"producer", "organization"},
    {"surveillance-vendor", "organization"},
};

static const char *galaxy_type(const char *galaxy)
{
    if (galaxy == NULL)
        return "other";
    if (osint_entity_type_is_known(galaxy))
        return galaxy;
    for (guint i = 0; i < G_N_ELEMENTS(galaxy_types); i++)
        if (strcmp(galaxy_types[i].galaxy, galaxy) == 0)
            return galaxy_types[i].type;
    return "other";
}

/* NULL for anything but a string without NUL bytes. */
static const char *string_of(const json_t *value)
{
    const char *text = json_string_value(value);
    return text != NULL && strlen(text) == json_string_length(value) ? text : NULL;
}

typedef void (*NameFunc)(MispReader *reader, const char *name);

/* Calls func for every string of meta[key], which may be one string instead of an array. */
static void each_name(MispReader *reader, const json_t *meta, const char *key, NameFunc func)
{
    const json_t *names = json_object_get(meta, key);
    gsize count = json_is_array(names) ? json_array_size(names) : (names != NULL && !json_is_null(names));
    for (gsize i = 0; i < count; i++) {
        const char *text = string_of(json_is_array(names) ? json_array_get(names, i) : names);
        g_autofree char *name = text != NULL ? osint_entity_clean_name(text) : NULL;
        if (name != NULL)
            func(reader, name);
        else
            osint_entity_note(reader->notes, reader->index, "entity-alias-bad",
                              "%s: element %" G_GSIZE_FORMAT " of \"%s\" is not a name", reader->entity->id,
                              i, key);
    }
}

static OsintAlias *add_alias(MispReader *reader, const char *name)
{
    return osint_entity_list_add_alias(reader->list, reader->entity, name, reader->notes->list);
}

static void take_synonym(MispReader *reader, const char *name)
{
    add_alias(reader, name);
}

static void take_ambiguous(MispReader *reader, const char *name)
{
    OsintAlias *alias = add_alias(reader, name);
    if (alias != NULL)
        alias->needs_context = TRUE;
}

/* The spelling that counts is the one that is stated here, whatever case another list gave the name. */
static void take_exact_case(MispReader *reader, const char *name)
{
    OsintAlias *alias = add_alias(reader, name);
    if (alias == NULL)
        return;
    g_free(alias->text);
    alias->text = g_strdup(name);
    alias->exact_case = TRUE;
}

static OsintAlias *add_description(MispReader *reader, const char *phrase)
{
    guint before = reader->entity->aliases->len;
    OsintAlias *alias = add_alias(reader, phrase);
    if (reader->entity->aliases->len == before) {
        if (alias == NULL || !alias->description)
            osint_entity_note(reader->notes, reader->index, "entity-alias-bad",
                              "%s: \"%s\" is a name and cannot be a description too", reader->entity->id,
                              phrase);
        return NULL;
    }
    alias->description = alias->needs_context = TRUE;
    return alias;
}

static void take_description(MispReader *reader, const char *phrase)
{
    add_description(reader, phrase);
}

static void take_reference(MispReader *reader, const char *phrase)
{
    OsintAlias *alias = add_description(reader, phrase);
    if (alias != NULL)
        alias->reference = TRUE;
}

static void take_not_alias(MispReader *reader, const char *name)
{
    if (!osint_entity_list_forbid_alias(reader->list, reader->entity, name))
        osint_entity_note(reader->notes, reader->index, "entity-alias-bad",
                          "%s: \"%s\" is its own name and cannot be forbidden", reader->entity->id, name);
}

static void take_context(MispReader *reader, const char *evidence)
{
    osint_entity_strings_add(reader->entity->context, evidence);
}

static void take_exception(MispReader *reader, const char *phrase)
{
    osint_entity_strings_add(reader->entity->exceptions, phrase);
}

static const struct {
    const char *key;
    NameFunc func;
} meta_keys[] = {
    {"osint-not-alias", take_not_alias},
    {"synonyms", take_synonym},
    {"aliases", take_synonym},
    {"osint-ambiguous", take_ambiguous},
    {"osint-exact-case", take_exact_case},
    {"osint-descriptions", take_description},
    {"osint-references", take_reference},
    {"osint-context", take_context},
    {"osint-exceptions", take_exception},
};

/* Keys that are read elsewhere; any other "osint-" key is somebody's slip of the pen. */
static gboolean meta_key_is_known(const char *key)
{
    if (strcmp(key, "osint-id") == 0 || strcmp(key, "osint-type") == 0)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(meta_keys); i++)
        if (strcmp(meta_keys[i].key, key) == 0)
            return TRUE;
    return FALSE;
}

static void note_unknown_keys(MispReader *reader, json_t *meta)
{
    const char *key;
    json_t *value;
    json_object_foreach(meta, key, value) if (g_str_has_prefix(key, "osint-") && !meta_key_is_known(key))
        osint_entity_note(reader->notes, reader->index, "entity-key-unknown", "%s: no key \"%s\" is known",
                          reader->entity->id, key);
}

static void take_refs(MispReader *reader, const json_t *meta)
{
    gsize i;
    json_t *ref;
    json_array_foreach(json_object_get(meta, "refs"), i, ref) if (string_of(ref) != NULL)
        osint_entity_strings_add(reader->entity->refs, string_of(ref));
}

static const char *stated_id(MispReader *reader, const json_t *meta)
{
    const char *id = string_of(json_object_get(meta, "osint-id"));
    if (id == NULL || osint_entity_id_is_valid(id))
        return id;
    osint_entity_note(reader->notes, reader->index, "entity-id-bad",
                      "\"%s\" cannot be an id: a-z, digits and . _ : - only; one is made from the name", id);
    return NULL;
}

static const char *stated_type(MispReader *reader, const json_t *meta)
{
    const char *type = string_of(json_object_get(meta, "osint-type"));
    if (type == NULL || osint_entity_type_is_known(type))
        return type;
    osint_entity_note(reader->notes, reader->index, "entity-type-unknown", "the type \"%s\" is not known",
                      type);
    return NULL;
}

static void read_value(MispReader *reader, const json_t *value, const char *type)
{
    const char *text = string_of(json_object_get(value, "value"));
    g_autofree char *name = text != NULL ? osint_entity_clean_name(text) : NULL;
    if (name == NULL) {
        osint_entity_note(reader->notes, reader->index, "entity-name-bad",
                          "a value without a usable name (\"value\") is left out");
        return;
    }
    json_t *meta = json_object_get(value, "meta");
    OsintEntityRow row = {.id = stated_id(reader, meta),
                          .uuid = string_of(json_object_get(value, "uuid")),
                          .type = stated_type(reader, meta),
                          .type_of = type,
                          .name = name,
                          .description = string_of(json_object_get(value, "description")),
                          .list = reader->notes->list};
    reader->entity = osint_entity_list_claim(reader->list, &row);
    for (guint i = 0; i < G_N_ELEMENTS(meta_keys); i++)
        each_name(reader, meta, meta_keys[i].key, meta_keys[i].func);
    take_refs(reader, meta);
    note_unknown_keys(reader, meta);
}

gboolean osint_entity_list_add_misp(OsintEntityList *list, const OsintEntityNotes *notes, const char *data,
                                    gsize length, GError **error)
{
    json_error_t problem;
    json_t *root = json_loadb(data, length, JSON_ALLOW_NUL, &problem);
    if (root == NULL) {
        g_set_error(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_SYNTAX, "%s:%d:%d: %s", notes->list,
                    problem.line, problem.column, problem.text);
        return FALSE;
    }
    const json_t *values = json_object_get(root, "values");
    if (!json_is_array(values)) {
        g_set_error(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                    "%s: JSON, but no MISP galaxy cluster: it has no array \"values\"", notes->list);
        json_decref(root);
        return FALSE;
    }
    MispReader reader = {.list = list, .notes = notes};
    const char *type = galaxy_type(string_of(json_object_get(root, "type")));
    gsize i;
    json_t *value;
    json_array_foreach(values, i, value)
    {
        reader.index = (guint)i;
        read_value(&reader, value, type);
    }
    json_decref(root);
    return TRUE;
}
