/* Spellings of listed places that no list has: other names, abbreviations, peoples, seats of government. */
#ifndef OSINT_ENTITIES_MATCHING_VARIANTS_H
#define OSINT_ENTITIES_MATCHING_VARIANTS_H

#include "indexer/entities/lists/list.h"
#include "indexer/entities/matching/territories.h"

G_BEGIN_DECLS

/* The place is known by `text` too; text is only lent. */
typedef void (*OsintVariantFunc)(const OsintEntity *place, OsintTerritoryForm form, const char *text,
                                 gpointer user_data);

/* A territory is the listed place that has most of its names, the first of several. A variant that some place
 * has as a name in the lists is left to that place. */
void osint_variants_each(const OsintEntityList *list, OsintVariantFunc func, gpointer user_data);

G_END_DECLS

#endif
