/* Tiers of names: how much a name says by itself, which decides what an article must have besides. */
#ifndef OSINT_ENTITIES_DECIDING_TIERS_H
#define OSINT_ENTITIES_DECIDING_TIERS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_TIER_SAFE,     /* "APT28", "Emotet": says it all, in any case of letters */
    OSINT_TIER_CASED,    /* "Energetic Bear", "China": counts with the list's capitals */
    OSINT_TIER_ORDINARY, /* "Tick", "The Dukes", "Lazarus": needs capitals and evidence */
    OSINT_TIER_COMMON,   /* "Play", "One", "at", "Net": needs strong evidence, on the spot */
    OSINT_TIER_GENERIC   /* "Trojan", "Payload", "Unknown": words of the field, no evidence is enough */
} OsintTier;

/* By the ordinary words of English (ordinary.h) and the words of the field (threat-words.h). Names of places,
 * people and organisations need capitals at most: they are what most capitals stand for. */
OsintTier osint_name_tier(const char *name, const char *type);
/* "Raccoon" of "Raccoon Stealer", "Quasar" of "QuasarRAT", "Zloader" of "Zloader Zeus": what articles shorten
 * a name to, which always needs evidence. NULL when there is no such form; else the caller's. */
char *osint_name_short_form(const char *name, const char *type);
/* "Netwire RAT" of "Netwire", which articles write in one word; NULL likewise. */
char *osint_name_long_form(const char *name, const char *type);
/* Whether any of its letters is a capital. */
gboolean osint_name_has_capital(const char *name);

G_END_DECLS

#endif
