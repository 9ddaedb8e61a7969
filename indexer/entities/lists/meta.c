/* The keys of a row that are this program's own, described in osint-entities(5). */
#include <string.h>

#include "indexer/entities/lists/json.h"

static void take_ambiguous(OsintJsonReader *reader, const char *name)
{
    osint_list_json_add_alias(reader, name)->needs_context = TRUE;
}

static void take_safe(OsintJsonReader *reader, const char *name)
{
    osint_list_json_add_alias(reader, name)->safe = TRUE;
}

/* The spelling that counts is the one that is stated here, whatever case another list gave the name. */
static void take_exact_case(OsintJsonReader *reader, const char *name)
{
    OsintAlias *alias = osint_list_json_add_alias(reader, name);
    osint_entity_list_spell(reader->list, alias, name);
    alias->exact_case = TRUE;
}

static void add_description(OsintJsonReader *reader, const char *text, gboolean reference)
{
    guint names = reader->entity->aliases->len;
    OsintAlias *alias = osint_list_json_add_alias(reader, text);
    if (reader->entity->aliases->len == names && !alias->description) {
        osint_entity_note(reader->notes, reader->index, "entity-alias-bad",
                          "%s: \"%s\" is a name already and cannot be a description", reader->entity->name,
                          text);
        return;
    }
    alias->description = TRUE;
    alias->needs_context = TRUE;
    alias->reference = reference;
}

static void take_description(OsintJsonReader *reader, const char *text)
{
    add_description(reader, text, FALSE);
}

static void take_reference(OsintJsonReader *reader, const char *text)
{
    add_description(reader, text, TRUE);
}

static void take_not_alias(OsintJsonReader *reader, const char *name)
{
    osint_entity_list_forbid_alias(reader->list, reader->entity, name, reader->notes, reader->index);
}

static void take_own_name(OsintJsonReader *reader, const char *name)
{
    osint_list_json_add_alias(reader, name);
    osint_entity_list_own_name(reader->list, reader->entity, name, reader->notes, reader->index);
}

static void take_name(OsintJsonReader *reader, const char *name)
{
    osint_list_json_add_alias(reader, name);
    osint_entity_list_rename(reader->list, reader->entity, name);
}

static void take_merge(OsintJsonReader *reader, const char *other)
{
    osint_entity_list_same(reader->list, reader->entity, other, reader->notes, reader->index);
}

static void take_context(OsintJsonReader *reader, const char *evidence)
{
    osint_entity_list_append(reader->list, &reader->entity->context, evidence);
}

static void take_exception(OsintJsonReader *reader, const char *phrase)
{
    osint_entity_list_append(reader->list, &reader->entity->exceptions, phrase);
}

static void take_benign(OsintJsonReader *reader, const char *indicator)
{
    osint_entity_list_add_benign(reader->list, indicator);
}

/* "TYPE ID", "TYPE ID PERCENT": no part has a space. */
static void take_relation(OsintJsonReader *reader, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, " ", 4);
    guint count = g_strv_length(parts);
    guint64 percent = 0;
    if (count < 2 || count > 3 || *parts[0] == '\0' || *parts[1] == '\0' ||
        (count == 3 && !g_ascii_string_to_unsigned(parts[2], 10, 1, 100, &percent, NULL))) {
        osint_entity_note(
            reader->notes, reader->index, "entity-relation-bad",
            "%s: \"%s\" is no relation: a type and an id, then a confidence from 1 to 100 if it "
            "is known, with spaces between them",
            reader->entity->name, text);
        return;
    }
    osint_entity_list_relate(reader->list, reader->entity, parts[0], parts[1], reader->notes->list,
                             (guint)percent);
}

static const struct {
    const char *key;
    OsintJsonNameFunc func;
} name_keys[] = {
    {"osint-name", take_name},
    {"osint-ambiguous", take_ambiguous},
    {"osint-safe", take_safe},
    {"osint-exact-case", take_exact_case},
    {"osint-descriptions", take_description},
    {"osint-references", take_reference},
    {"osint-context", take_context},
    {"osint-exceptions", take_exception},
    {"osint-not-alias", take_not_alias},
    {"osint-own-names", take_own_name},
    {"osint-merge", take_merge},
    {"osint-relations", take_relation},
};

/* Keys that are not made of names, or read elsewhere. */
static const char *const other_keys[] = {"osint-id",   "osint-type",   "osint-pins", "osint-unpins",
                                         "osint-drop", "osint-benign", NULL};

static gboolean key_is_known(const char *key)
{
    for (guint i = 0; i < G_N_ELEMENTS(name_keys); i++)
        if (strcmp(name_keys[i].key, key) == 0)
            return TRUE;
    return g_strv_contains(other_keys, key);
}

/* Any other key that begins so is somebody's slip of the pen. */
static void note_unknown_keys(OsintJsonReader *reader, json_t *meta)
{
    const char *key;
    json_t *value;
    json_object_foreach(meta, key, value) if (g_str_has_prefix(key, "osint-") && !key_is_known(key))
        osint_entity_note(reader->notes, reader->index, "entity-key-unknown", "%s: no key \"%s\" is known",
                          reader->entity->name, key);
}

/* ---- pins ---- */

/* ARTICLE, TEXT and perhaps a number, separated by tabs. */
static gboolean parse_pin(char **fields, OsintPin *pin)
{
    guint count = g_strv_length(fields);
    guint64 nth = 0;
    if (count < 2 || count > 3 || *fields[0] == '\0' || *fields[1] == '\0' ||
        (count == 3 && !g_ascii_string_to_unsigned(fields[2], 10, 1, G_MAXUINT32, &nth, NULL)))
        return FALSE;
    *pin = (OsintPin){fields[0], fields[1], (guint)nth};
    return TRUE;
}

static void read_pins(OsintJsonReader *reader, const json_t *meta, const char *key, GPtrArray **pins)
{
    const json_t *values = json_object_get(meta, key);
    gsize count = json_is_array(values) ? json_array_size(values) : values != NULL;
    for (gsize i = 0; i < count; i++) {
        const char *text = osint_list_json_text(json_is_array(values) ? json_array_get(values, i) : values);
        g_auto(GStrv) fields = g_strsplit(text != NULL ? text : "", "\t", 4);
        OsintPin pin;
        if (parse_pin(fields, &pin))
            osint_entity_list_pin(reader->list, pins, &pin);
        else
            osint_entity_note(reader->notes, reader->index, "entity-pin-bad",
                              "%s: element %" G_GSIZE_FORMAT
                              " of \"%s\" is no pin: the id of an article, the "
                              "text and perhaps which of its occurrences, from 1, with tabs between them",
                              reader->entity->name, i, key);
    }
}

/* ---- all of it ---- */

static gboolean says_yes(const json_t *value)
{
    const char *text = osint_list_json_text(value);
    return json_is_true(value) || (text != NULL && g_ascii_strcasecmp(text, "true") == 0);
}

gboolean osint_list_json_is_benign(const json_t *meta)
{
    return says_yes(json_object_get(meta, "osint-benign"));
}

static const char *stated_id(OsintJsonReader *reader, const json_t *meta)
{
    const char *id = osint_list_json_text(json_object_get(meta, "osint-id"));
    if (id == NULL || osint_entity_id_is_valid(id))
        return id;
    osint_entity_note(reader->notes, reader->index, "entity-id-bad",
                      "\"%s\" cannot be an id: a-z, digits and . _ : - only; one is made from the name", id);
    return NULL;
}

static const char *stated_type(OsintJsonReader *reader, const json_t *meta)
{
    const char *type = osint_list_json_text(json_object_get(meta, "osint-type"));
    if (type == NULL || osint_entity_type_is_known(type))
        return type;
    osint_entity_note(reader->notes, reader->index, "entity-type-unknown", "the type \"%s\" is not known",
                      type);
    return NULL;
}

void osint_list_json_read_stated(OsintJsonReader *reader, const json_t *meta, OsintEntityRow *row)
{
    row->id = stated_id(reader, meta);
    row->type = stated_type(reader, meta);
    row->corrects = TRUE;
}

void osint_list_json_read_meta(OsintJsonReader *reader, json_t *meta)
{
    for (guint i = 0; i < G_N_ELEMENTS(name_keys); i++)
        osint_list_json_each_name(reader, meta, name_keys[i].key, name_keys[i].func);
    if (!says_yes(json_object_get(meta, "osint-benign")))
        osint_list_json_each_name(reader, meta, "osint-benign", take_benign);
    read_pins(reader, meta, "osint-pins", &reader->entity->pins);
    read_pins(reader, meta, "osint-unpins", &reader->entity->unpins);
    if (says_yes(json_object_get(meta, "osint-drop")))
        osint_entity_list_drop(reader->list, reader->entity, reader->notes, reader->index);
    note_unknown_keys(reader, meta);
}
