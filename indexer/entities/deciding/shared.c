/* Settling shared names: by what the article says of the entities, by the words next to the name, here and
 * where else the article has it, and at last by whose own name it is. */
#include "indexer/entities/deciding/shared.h"

#include <string.h>

#include "indexer/entities/deciding/surroundings.h"
#include "indexer/entities/deciding/weigh.h"

enum {
    BY_EVIDENCE = 100,  /* another name, context, a hand tag */
    BY_OTHER_NAME = 50, /* one that several have */
    BY_WORDS = 40,      /* "X group", "X backdoor", here */
    BY_WEAK_WORDS = 15, /* "X sample" */
    BY_DISCOURSE = 20,  /* elsewhere */
    BY_RELATED = 10,
    BY_OWN_NAME = 4,  /* not only an alias */
    BY_CATALOGUE = 2, /* ATT&CK has it */
    BY_TYPE = 1       /* lists of tools are mixed, lists of malware are not */
};
/* What one noun that is no weak one weighs (osint_weigh_family). */
#define STRONG_BALANCE 3
/* Less than this is no evidence, only a habit. */
#define EVIDENCE BY_RELATED
#define CONFIDENCE_DECIDED 90
#define CONFIDENCE_HABIT 70
#define CONFIDENCE_UNDECIDED 50

typedef struct {
    OsintReading *reading;
    OsintEvidence *evidence;
    GHashTable *discourse; /* folded name -> balance of actor and software */
} Settling;

static gboolean competes(const OsintMatch *match)
{
    return match->counts && match->phrase->kind == OSINT_PHRASE_NAME;
}

static char *name_at(const OsintReading *reading, const OsintMatch *match)
{
    guint32 start = osint_reading_token(reading, match->first)->start;
    g_autofree char *text =
        g_strndup(reading->text + start, osint_reading_token(reading, match->last)->end - start);
    return osint_entity_fold_name(text);
}

/* Whether actors compete with software, so that the words round the name matter. */
static gboolean families_differ(const Settling *settling, guint from, guint to)
{
    guint families = 0;
    for (guint i = from; i < to; i++) {
        const OsintMatch *match = osint_reading_match(settling->reading, i);
        if (competes(match))
            families |=
                1u << osint_family_of(osint_evidence_entity(settling->evidence, match->phrase->owner)->type);
    }
    return (families & (families - 1)) != 0;
}

static int balance_at(const OsintReading *reading, const OsintMatch *match)
{
    OsintSurroundings round;
    osint_surroundings_of(reading->text, osint_reading_token(reading, match->first)->start,
                          osint_reading_token(reading, match->last)->end, &round);
    return osint_weigh_family(&round);
}

static guint competitors(const OsintReading *reading, guint from, guint to)
{
    guint count = 0;
    for (guint i = from; i < to; i++)
        count += competes(osint_reading_match(reading, i)) ? 1 : 0;
    return count;
}

static int sign_of(int balance)
{
    return (balance > 0) - (balance < 0);
}

static int family_points(OsintFamily family, int balance, int weight)
{
    int sign = family == OSINT_FAMILY_ACTOR ? 1 : family == OSINT_FAMILY_SOFTWARE ? -1 : 0;
    return sign * sign_of(balance) * weight;
}

static gboolean has_other_name(const Settling *settling, guint entity, const char *name)
{
    const char *other = osint_evidence_name(settling->evidence, entity);
    g_autofree char *folded = other != NULL ? osint_entity_fold_name(other) : NULL;
    return folded != NULL && strcmp(folded, name) != 0;
}

static int points_of(const Settling *settling, const OsintMatch *match, const char *name, int here,
                     int elsewhere)
{
    const OsintEntity *entity = osint_evidence_entity(settling->evidence, match->phrase->owner);
    OsintFamily family = osint_family_of(entity->type);
    g_autofree char *own = osint_entity_fold_name(entity->name);
    int points = family_points(family, here, ABS(here) >= STRONG_BALANCE ? BY_WORDS : BY_WEAK_WORDS) +
                 family_points(family, elsewhere, BY_DISCOURSE);
    if (osint_evidence_favours(settling->evidence, entity->index))
        points += BY_EVIDENCE;
    else if (has_other_name(settling, entity->index, name))
        points += BY_OTHER_NAME;
    if (match->phrase->shortened)
        points -= BY_OWN_NAME;
    if (osint_evidence_related(settling->evidence, entity->index) != NULL)
        points += BY_RELATED;
    if (strcmp(own, name) == 0)
        points += BY_OWN_NAME;
    if (entity->attack != NULL)
        points += BY_CATALOGUE;
    if (strcmp(entity->type, "tool") != 0)
        points += BY_TYPE;
    return points;
}

static const char *reason_of(const Settling *settling, gboolean habit, const OsintMatch *match)
{
    if (match->why != NULL)
        return match->why;
    if (match->undecided)
        return "shared name: nothing tells whose";
    if (habit)
        return "shared name: taken for the one that bears it itself";
    const char *name = osint_evidence_name(settling->evidence, match->phrase->owner);
    if (name == NULL || *name == '\0')
        return "shared name: the words round it";
    g_autofree char *why = g_strdup_printf("shared name: also named %s here", name);
    return osint_evidence_keep(settling->evidence, why);
}

static void settle_group(const Settling *settling, guint from, guint to)
{
    OsintReading *reading = settling->reading;
    const OsintMatch *first = osint_reading_match(reading, from);
    g_autofree char *name = name_at(reading, first);
    gboolean differ = families_differ(settling, from, to);
    int here = differ ? balance_at(reading, first) : 0;
    int elsewhere = differ ? GPOINTER_TO_INT(g_hash_table_lookup(settling->discourse, name)) : 0;
    g_autofree int *points = g_new0(int, to - from);
    int most = G_MININT, second = G_MININT;
    guint winners = 0;
    for (guint i = from; i < to; i++) {
        if (!competes(osint_reading_match(reading, i)))
            continue;
        int own = points[i - from] =
            points_of(settling, osint_reading_match(reading, i), name, here, elsewhere);
        winners = own > most ? 1 : winners + (own == most);
        second = own > most ? most : own < most ? MAX(second, own) : second;
        most = MAX(most, own);
    }
    gboolean habit = second != G_MININT && most - second < EVIDENCE;
    for (guint i = from; i < to; i++) {
        OsintMatch *match = osint_reading_match(reading, i);
        if (!competes(match))
            continue;
        match->counts = points[i - from] == most;
        match->undecided = winners > 1;
        match->why = reason_of(settling, habit, match);
        match->confidence = winners > 1 ? CONFIDENCE_UNDECIDED
                            : habit     ? CONFIDENCE_HABIT
                                        : CONFIDENCE_DECIDED;
    }
}

/* What the words next to each shared name say, summed up over the text. */
static void read_discourse(Settling *settling)
{
    OsintReading *reading = settling->reading;
    for (guint from = 0, to; from < reading->matches->len; from = to) {
        to = osint_reading_group_end(reading, from);
        if (competitors(reading, from, to) < 2 || !families_differ(settling, from, to))
            continue;
        const OsintMatch *match = osint_reading_match(reading, from);
        char *name = name_at(reading, match);
        int sum = GPOINTER_TO_INT(g_hash_table_lookup(settling->discourse, name)) +
                  sign_of(balance_at(reading, match));
        g_hash_table_replace(settling->discourse, name, GINT_TO_POINTER(sum));
    }
}

void osint_shared_settle(OsintReading *reading, OsintEvidence *evidence)
{
    g_autoptr(GHashTable) discourse = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Settling settling = {reading, evidence, discourse};
    read_discourse(&settling);
    for (guint from = 0, to; from < reading->matches->len; from = to) {
        to = osint_reading_group_end(reading, from);
        if (competitors(reading, from, to) > 1)
            settle_group(&settling, from, to);
    }
}
