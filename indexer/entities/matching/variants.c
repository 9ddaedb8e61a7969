/* Which listed place is which country or region, by the names that lists and the table share. */
#include "indexer/entities/matching/variants.h"

#include <string.h>

#define TYPE_PLACE "place"
/* Regions of the MISP galaxy have the number of the United Nations' M49 before the name: "142 - Asia". */
#define CODE_BYTES 3
#define CODE_APART " - "

typedef struct {
    guint entity;
    guint shared; /* names of the territory that the entity has */
} Claim;

typedef struct {
    const OsintEntityList *list;
    GHashTable *names;  /* folded name -> territory + 1 */
    GHashTable *listed; /* folded names of all places */
    GArray *claims;     /* Claim: one a territory */
    OsintVariantFunc func;
    gpointer user_data;
} Variants;

/* "001 - World" is no place among others. */
#define WHOLE_WORLD "001"
#define ARTICLE "the "

/* A name without its code; the name itself when it has none. */
static const char *without_code(const char *name)
{
    for (guint i = 0; i < CODE_BYTES; i++)
        if (!g_ascii_isdigit(name[i]))
            return name;
    return g_str_has_prefix(name + CODE_BYTES, CODE_APART) ? name + CODE_BYTES + strlen(CODE_APART) : name;
}

/* How many names of which territory a place has; FALSE for none. */
static gboolean territory_of(const Variants *variants, const OsintEntity *place, guint *territory,
                             guint *shared)
{
    *shared = 0;
    for (guint i = 0; i < place->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(place->aliases, i);
        if (alias->description)
            continue;
        const char *name = without_code(alias->text);
        if (g_ascii_strncasecmp(name, ARTICLE, strlen(ARTICLE)) == 0)
            name += strlen(ARTICLE);
        char *folded = osint_entity_fold_name(name);
        guint found = GPOINTER_TO_UINT(g_hash_table_lookup(variants->names, folded));
        g_hash_table_add(variants->listed, folded);
        if (found == 0 || (*shared > 0 && found != *territory + 1))
            continue;
        *territory = found - 1;
        ++*shared;
    }
    return *shared > 0;
}

static void claim_territories(Variants *variants)
{
    for (guint i = 0; i < osint_entity_list_size(variants->list); i++) {
        const OsintEntity *place = osint_entity_list_get(variants->list, i);
        guint territory, shared;
        if (strcmp(place->type, TYPE_PLACE) != 0 || !territory_of(variants, place, &territory, &shared))
            continue;
        Claim *claim = &g_array_index(variants->claims, Claim, territory);
        if (shared > claim->shared)
            *claim = (Claim){i, shared};
    }
}

static void give(const Variants *variants, guint territory, OsintTerritoryForm form)
{
    guint entity = g_array_index(variants->claims, Claim, territory).entity;
    const OsintEntity *place = osint_entity_list_get(variants->list, entity);
    g_auto(GStrv) forms = osint_territory_forms(territory, form);
    for (char **text = forms; *text != NULL; text++) {
        g_autofree char *folded = osint_entity_fold_name(*text);
        if (form == OSINT_TERRITORY_EXCEPTION || form == OSINT_TERRITORY_ABBREVIATION ||
            !g_hash_table_contains(variants->listed, folded))
            variants->func(place, form, *text, variants->user_data);
    }
}

/* Names that lists have with a code before them. */
static void give_uncoded(const Variants *variants)
{
    for (guint i = 0; i < osint_entity_list_size(variants->list); i++) {
        const OsintEntity *place = osint_entity_list_get(variants->list, i);
        const char *name = without_code(place->name);
        if (strcmp(place->type, TYPE_PLACE) == 0 && name != place->name &&
            !g_str_has_prefix(place->name, WHOLE_WORLD))
            variants->func(place, OSINT_TERRITORY_NAME, name, variants->user_data);
    }
}

void osint_variants_each(const OsintEntityList *list, OsintVariantFunc func, gpointer user_data)
{
    Variants variants = {.list = list,
                         .names = osint_territory_names(),
                         .listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                         .claims = g_array_new(FALSE, TRUE, sizeof(Claim)),
                         .func = func,
                         .user_data = user_data};
    g_array_set_size(variants.claims, osint_territory_count());
    claim_territories(&variants);
    for (guint i = 0; i < osint_territory_count(); i++)
        for (guint form = 0; form < OSINT_TERRITORY_FORMS; form++)
            if (g_array_index(variants.claims, Claim, i).shared > 0)
                give(&variants, i, (OsintTerritoryForm)form);
    give_uncoded(&variants);
    g_hash_table_unref(variants.names);
    g_hash_table_unref(variants.listed);
    g_array_unref(variants.claims);
}
