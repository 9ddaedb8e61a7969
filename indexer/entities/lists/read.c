/* Reading list files: which form a file has, and the corrections that it asks for. */
#include <string.h>

#include "indexer/entities/lists/private.h"

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

static void plead(OsintEntityList *list, OsintPleaKind kind, OsintEntity *entity, const char *text,
                  const OsintEntityNotes *notes, guint place)
{
    OsintPlea plea = {kind, osint_draft_root((OsintDraft *)entity), osint_list_string(list, text),
                      osint_list_string(list, notes->list), place};
    g_array_append_val(list->pleas, plea);
}

void osint_entity_list_forbid_alias(OsintEntityList *list, OsintEntity *entity, const char *text,
                                    const OsintEntityNotes *notes, guint place)
{
    OsintDraft *draft = osint_draft_root((OsintDraft *)entity);
    osint_entity_list_append(list, &draft->entity.not_aliases, text);
    plead(list, OSINT_PLEA_NOT_ALIAS, entity, text, notes, place);
}

void osint_entity_list_own_name(OsintEntityList *list, OsintEntity *entity, const char *text,
                                const OsintEntityNotes *notes, guint place)
{
    plead(list, OSINT_PLEA_OWN_NAME, entity, text, notes, place);
}

void osint_entity_list_same(OsintEntityList *list, OsintEntity *entity, const char *other,
                            const OsintEntityNotes *notes, guint place)
{
    plead(list, OSINT_PLEA_MERGE, entity, other, notes, place);
}

void osint_entity_list_drop(OsintEntityList *list, OsintEntity *entity, const OsintEntityNotes *notes,
                            guint place)
{
    plead(list, OSINT_PLEA_DROP, entity, entity->name, notes, place);
}

gboolean osint_entity_list_read(OsintEntityList *list, const char *name, GBytes *content,
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
    list->rounds++;
    if (data[at] == '{' || data[at] == '[')
        return osint_entity_list_read_json(list, &notes, data, length, error);
    return osint_entity_list_read_tsv(list, &notes, data, length, error);
}

gboolean osint_entity_list_add(OsintEntityList *list, const char *name, GBytes *content,
                               OsintEntityNoteFunc note, gpointer user_data, GError **error)
{
    gboolean read = osint_entity_list_read(list, name, content, note, user_data, error);
    osint_entity_list_settle(list, note, user_data);
    return read;
}
