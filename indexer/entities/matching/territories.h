/* What countries and regions of the world are called besides the name that a list has. */
#ifndef OSINT_ENTITIES_MATCHING_TERRITORIES_H
#define OSINT_ENTITIES_MATCHING_TERRITORIES_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_TERRITORY_NAME,         /* "United Kingdom", "Great Britain" */
    OSINT_TERRITORY_ABBREVIATION, /* "UK" */
    OSINT_TERRITORY_PEOPLE,       /* "British", "Briton": adjectives, inhabitants in the singular */
    OSINT_TERRITORY_SEAT,         /* "London": where the government is */
    OSINT_TERRITORY_EXCEPTION,    /* "British Columbia": none of it */
    OSINT_TERRITORY_FORMS
} OsintTerritoryForm;

guint osint_territory_count(void);
/* NULL-terminated, perhaps empty; g_strfreev(). */
char **osint_territory_forms(guint index, OsintTerritoryForm form);
/* The names of all, folded as osint_entity_fold_name() does, each with its territory + 1. */
GHashTable *osint_territory_names(void);

G_END_DECLS

#endif
