/* Lists in JSON: what the readers of their forms share. */
#ifndef OSINT_ENTITIES_LISTS_JSON_H
#define OSINT_ENTITIES_LISTS_JSON_H

#include <jansson.h>

#include "indexer/entities/lists/build.h"

G_BEGIN_DECLS

/* A row that is being read. */
typedef struct {
    OsintEntityList *list;
    const OsintEntityNotes *notes;
    guint index; /* of the row, from 0 */
    OsintEntity *entity;
} OsintJsonReader;

/* NULL for anything but a string without NUL bytes. */
const char *osint_list_json_text(const json_t *value);

/* Calls func for every string of object[key], cleaned as a name; it may be one string instead of an array.
 * What is no name is noted. */
typedef void (*OsintJsonNameFunc)(OsintJsonReader *reader, const char *name);
void osint_list_json_each_name(OsintJsonReader *reader, const json_t *object, const char *key,
                               OsintJsonNameFunc func);

/* The ATT&CK id in the address of its page, such as https://attack.mitre.org/groups/G0060/, into id; FALSE
 * when there is none. */
gboolean osint_list_json_attack_of_url(const char *url, char id[6]);

/* Adds a name that may be an ATT&CK id. */
OsintAlias *osint_list_json_add_alias(OsintJsonReader *reader, const char *name);

/* The keys of meta that are this program's own: those that say who a row is about, and all others. */
void osint_list_json_read_stated(OsintJsonReader *reader, const json_t *meta, OsintEntityRow *row);
void osint_list_json_read_meta(OsintJsonReader *reader, json_t *meta);
/* Whether meta calls the row itself a harmless indicator. */
gboolean osint_list_json_is_benign(const json_t *meta);

void osint_list_json_read_galaxy(OsintJsonReader *reader, const json_t *root);
void osint_list_json_read_stix(OsintJsonReader *reader, const json_t *root);

G_END_DECLS

#endif
