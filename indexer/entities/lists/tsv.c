/* Tab-separated entity lists: id, type, name, then any number of aliases, one entity a line. */
#include "indexer/entities/lists/build.h"

#include <string.h>

typedef struct {
    OsintEntityList *list;
    const OsintEntityNotes *notes;
    guint line;
    guint taken;
    guint refused;
} TsvReader;

static void refuse(TsvReader *reader, const char *code, const char *message)
{
    osint_entity_note(reader->notes, reader->line, code, "%s", message);
    reader->refused++;
}

static const char *known_type(TsvReader *reader, const char *type)
{
    if (osint_entity_type_is_known(type))
        return type;
    osint_entity_note(reader->notes, reader->line, "entity-type-unknown",
                      "the type \"%s\" is not known, the entity is taken as \"other\"", type);
    return "other";
}

static void add_aliases(TsvReader *reader, OsintEntity *entity, char *const *fields)
{
    for (char *const *field = fields; *field != NULL; field++) {
        g_autofree char *alias = osint_entity_clean_name(*field);
        if (alias != NULL)
            osint_entity_list_add_alias(reader->list, entity, alias, reader->notes->list);
        else if (**field != '\0')
            osint_entity_note(reader->notes, reader->line, "entity-alias-bad",
                              "an alias is too long or has control characters");
    }
}

static void read_row(TsvReader *reader, char *row)
{
    g_auto(GStrv) fields = g_strsplit(row, "\t", -1);
    if (g_strv_length(fields) < 3) {
        refuse(reader, "entity-row-short", "a row needs an id, a type and a name, separated by tabs");
        return;
    }
    g_autofree char *id = g_ascii_strdown(g_strstrip(fields[0]), -1);
    const char *type = g_strstrip(fields[1]);
    g_autofree char *name = osint_entity_clean_name(fields[2]);
    if (reader->taken == 0 && strcmp(id, "id") == 0 && g_ascii_strcasecmp(type, "type") == 0)
        return;
    if (!osint_entity_id_is_valid(id)) {
        refuse(reader, "entity-id-bad", "an id has letters a-z, digits and . _ : - only");
        return;
    }
    if (name == NULL) {
        refuse(reader, "entity-name-bad", "the name is empty, too long or has control characters");
        return;
    }
    OsintEntityRow found = {.id = id,
                            .type = known_type(reader, type),
                            .name = name,
                            .list = reader->notes->list,
                            .place = reader->line};
    add_aliases(reader, osint_entity_list_claim(reader->list, &found), fields + 3);
    reader->taken++;
}

static void read_line(TsvReader *reader, const char *line, gsize length)
{
    if (length > 0 && line[length - 1] == '\r')
        length--;
    if (length == 0 || *line == '#')
        return;
    if (!g_utf8_validate_len(line, length, NULL)) {
        refuse(reader, "entity-encoding", "the row is not UTF-8 text");
        return;
    }
    g_autofree char *row = g_strndup(line, length);
    if (strspn(row, " \t") < length)
        read_row(reader, row);
}

gboolean osint_entity_list_read_tsv(OsintEntityList *list, const OsintEntityNotes *notes, const char *data,
                                    gsize length, GError **error)
{
    if (memchr(data, '\t', length) == NULL) {
        g_set_error(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                    "%s: neither a MISP galaxy cluster, a STIX bundle nor a tab-separated entity list",
                    notes->list);
        return FALSE;
    }
    TsvReader reader = {.list = list, .notes = notes};
    for (gsize at = 0; at < length;) {
        const char *line = data + at;
        const char *newline = memchr(line, '\n', length - at);
        gsize size = newline != NULL ? (gsize)(newline - line) : length - at;
        reader.line++;
        read_line(&reader, line, size);
        at += size + 1;
    }
    if (reader.taken > 0 || reader.refused == 0)
        return TRUE;
    g_set_error(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM,
                "%s: not one of %u rows has an id, a type and a name", notes->list, reader.refused);
    return FALSE;
}
