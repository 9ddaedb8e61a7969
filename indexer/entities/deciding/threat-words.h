/* The words by which articles on attackers and their software speak of them, in several languages. */
#ifndef OSINT_ENTITIES_DECIDING_THREAT_WORDS_H
#define OSINT_ENTITIES_DECIDING_THREAT_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

enum {
    OSINT_THREAT_ACTOR = 1 << 0,    /* "group", "gang", "operators": what an actor is called */
    OSINT_THREAT_SOFTWARE = 1 << 1, /* "ransomware", "backdoor", "sample": what software is called */
    OSINT_THREAT_EITHER = 1 << 2,   /* "campaign", "attacks", "C2": what both have */
    OSINT_THREAT_QUALIFIER =
        1 << 3,                   /* "espionage", "hacking", "Chinese-speaking": stands before such a noun */
    OSINT_THREAT_NAMING = 1 << 4, /* "dubbed", "called", "aka": a name follows */
    OSINT_THREAT_DOES = 1 << 5,   /* "targets", "compromised": what an actor does */
    OSINT_THREAT_RUNS = 1 << 6,   /* "encrypts", "infects": what software does */
    OSINT_THREAT_BLAMES = 1 << 7, /* "attributed to", "behind": an actor follows */
    OSINT_THREAT_VERB = 1 << 10,  /* what anyone does: "likes", "came" */
    OSINT_THREAT_NUMBERED = 1 << 9, /* "APT10", "UNC2452", "FIN7": how vendors number actors */
    OSINT_THREAT_WEAK = 1 << 8      /* speaks of other things, too ("team", "family"): no name by itself */
};

/* What a folded word says, 0 when nothing. */
guint osint_threat_word(const char *folded);
/* Whether it is one of the nouns, in small letters, that are no part of the name they follow. */
gboolean osint_is_threat_noun(const char *text, gsize length);
/* The same as osint_threat_word() for the words of Chinese, Japanese and Korean that text ends with (before a
 * name) or begins with. */
guint osint_threat_ending(const char *text, gsize length);
guint osint_threat_beginning(const char *text, gsize length);

/* Words and phrases that hardly any article has that is about something else, NULL-terminated. */
const char *const *osint_threat_phrases(void);
/* How many of these, the first ones, speak of actors. */
guint osint_threat_actor_phrases(void);

G_END_DECLS

#endif
