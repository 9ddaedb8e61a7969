/* Lists in JSON: which form they have, and what the forms share. */
#include "indexer/entities/lists/json.h"

#include <string.h>

const char *osint_list_json_text(const json_t *value)
{
    const char *text = json_string_value(value);
    return text != NULL && strlen(text) == json_string_length(value) ? text : NULL;
}

void osint_list_json_each_name(OsintJsonReader *reader, const json_t *object, const char *key,
                               OsintJsonNameFunc func)
{
    const json_t *names = json_object_get(object, key);
    gsize count = json_is_array(names) ? json_array_size(names) : (names != NULL && !json_is_null(names));
    for (gsize i = 0; i < count; i++) {
        const char *text = osint_list_json_text(json_is_array(names) ? json_array_get(names, i) : names);
        g_autofree char *name = text != NULL ? osint_entity_clean_name(text) : NULL;
        if (name != NULL)
            func(reader, name);
        else
            osint_entity_note(reader->notes, reader->index, "entity-alias-bad",
                              "%s: element %" G_GSIZE_FORMAT " of \"%s\" is not a name", reader->entity->name,
                              i, key);
    }
}

gboolean osint_list_json_attack_of_url(const char *url, char id[6])
{
    static const char *const folders[] = {"/groups/", "/software/", "/campaigns/", "/Group/", "/Software/"};
    const char *site = strstr(url, "attack.mitre.org/");
    for (guint i = 0; site != NULL && i < G_N_ELEMENTS(folders); i++) {
        const char *at = strstr(site, folders[i]);
        if (at == NULL)
            continue;
        g_strlcpy(id, at + strlen(folders[i]), 6);
        char after = strlen(id) == 5 ? at[strlen(folders[i]) + 5] : 'x';
        return osint_entity_is_attack_id(id) && !g_ascii_isalnum(after);
    }
    return FALSE;
}

OsintAlias *osint_list_json_add_alias(OsintJsonReader *reader, const char *name)
{
    if (osint_entity_is_attack_id(name))
        osint_entity_list_cite_attack(reader->list, reader->entity, name);
    return osint_entity_list_add_alias(reader->list, reader->entity, name, reader->notes->list);
}

/* A list of MISP's warning lists: what is in it is nothing to worry about. */
static void read_warning_list(OsintJsonReader *reader, const json_t *entries)
{
    gsize i;
    json_t *entry;
    json_array_foreach(entries, i, entry)
    {
        const char *text = osint_list_json_text(entry);
        if (text != NULL && *text != '\0')
            osint_entity_list_add_benign(reader->list, text);
        else
            osint_entity_note(reader->notes, (guint)i, "entity-name-bad",
                              "an entry that is no text is left out");
    }
}

static gboolean read_root(OsintJsonReader *reader, const json_t *root, GError **error)
{
    const json_t *entries = json_object_get(root, "list");
    if (json_is_array(json_object_get(root, "values")))
        osint_list_json_read_galaxy(reader, root);
    else if (json_is_array(json_object_get(root, "objects")))
        osint_list_json_read_stix(reader, root);
    else if (json_is_array(entries) && json_is_array(json_object_get(root, "matching_attributes")))
        read_warning_list(reader, entries);
    else {
        g_set_error(
            error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
            "%s: JSON, but neither a MISP galaxy cluster nor a STIX bundle: it has no array \"values\" "
            "or \"objects\"",
            reader->notes->list);
        return FALSE;
    }
    return TRUE;
}

gboolean osint_entity_list_read_json(OsintEntityList *list, const OsintEntityNotes *notes, const char *data,
                                     gsize length, GError **error)
{
    json_error_t problem;
    json_t *root = json_loadb(data, length, JSON_ALLOW_NUL, &problem);
    if (root == NULL) {
        g_set_error(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_SYNTAX, "%s:%d:%d: %s", notes->list,
                    problem.line, problem.column, problem.text);
        return FALSE;
    }
    OsintJsonReader reader = {.list = list, .notes = notes};
    gboolean read = read_root(&reader, root, error);
    json_decref(root);
    return read;
}
