/* Mentions that pins speak of are found by counting, for every byte of the text, the pinned bytes before it.
 */
#include "indexer/entities/pins.h"

#include <string.h>

#include "indexer/text/words.h"

typedef struct {
    const OsintEntity *entity;
    const OsintPin *pin;
    gboolean removes;
} Decision;

struct OsintPins {
    GHashTable *articles; /* id, borrowed -> GArray of Decision, those of one entity together */
};

static void add(OsintPins *pins, const OsintEntity *entity, const GPtrArray *list, gboolean removes)
{
    for (guint i = 0; i < list->len; i++) {
        Decision decision = {entity, g_ptr_array_index(list, i), removes};
        GArray *decisions = g_hash_table_lookup(pins->articles, decision.pin->article);
        if (decisions == NULL) {
            decisions = g_array_new(FALSE, FALSE, sizeof(Decision));
            g_hash_table_insert(pins->articles, decision.pin->article, decisions);
        }
        g_array_append_val(decisions, decision);
    }
}

OsintPins *osint_pins_new(const OsintEntityList *list)
{
    OsintPins *pins = g_new0(OsintPins, 1);
    pins->articles = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        add(pins, entity, entity->unpins, TRUE);
        add(pins, entity, entity->pins, FALSE);
    }
    return pins;
}

void osint_pins_free(OsintPins *pins)
{
    g_hash_table_unref(pins->articles);
    g_free(pins);
}

/* ---- places ---- */

static gboolean parts_word(gunichar before, gunichar after)
{
    return osint_char_is_word(before) && osint_char_is_word(after) && !osint_char_is_cjk(before) &&
           !osint_char_is_cjk(after);
}

static gboolean is_torn(const char *text, const char *from, const char *to)
{
    return (from > text &&
            parts_word(osint_char_before(text, (gsize)(from - text)), g_utf8_get_char(from))) ||
           (*to != '\0' && parts_word(osint_char_before(text, (gsize)(to - text)), g_utf8_get_char(to)));
}

/* Appends the spans where the pin's text stands. */
static void find_places(const OsintPin *pin, const char *text, GArray *places)
{
    gsize length = strlen(pin->text);
    guint number = 0;
    const char *at = text;
    while (length > 0 && (at = strstr(at, pin->text)) != NULL) {
        OsintSpan span = {(guint32)(at - text), (guint32)((gsize)(at - text) + length)};
        at += length;
        if (is_torn(text, text + span.start, at))
            continue;
        number++;
        if (pin->nth == 0 || pin->nth == number)
            g_array_append_val(places, span);
        if (pin->nth == number)
            return;
    }
}

gboolean osint_pin_stands_in(const OsintPin *pin, const char *text)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    find_places(pin, text, places);
    return places->len > 0;
}

/* For every byte of the text, and the place behind it, how many bytes before it are in one of the places. */
static guint32 *count_bytes(const GArray *places, gsize length)
{
    guint32 *counts = g_new0(guint32, length + 1);
    for (guint i = 0; i < places->len; i++) {
        const OsintSpan *span = &g_array_index(places, OsintSpan, i);
        memset(counts + span->start + 1, 1, (span->end - span->start) * sizeof *counts);
    }
    for (gsize i = 1; i <= length; i++)
        counts[i] = counts[i - 1] + (counts[i] != 0 ? 1 : 0);
    return counts;
}

/* ---- decisions ---- */

/* A description may have a pinned name inside. */
static gboolean gives_way(const OsintMention *mention, const guint32 *counts)
{
    guint32 covered = counts[mention->span.end] - counts[mention->span.start];
    return mention->descriptive ? covered == mention->span.end - mention->span.start : covered > 0;
}

/* Of one entity, or of all (NULL). */
static void remove_mentions(OsintArticle *article, const GArray *places, const OsintEntity *entity)
{
    g_autofree guint32 *counts = count_bytes(places, strlen(article->text));
    for (guint i = article->mentions->len; i-- > 0;) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if ((entity == NULL || g_str_equal(mention->entity, entity->id)) && gives_way(mention, counts))
            g_array_remove_index_fast(article->mentions, i);
    }
}

static void unpin(OsintArticle *article, const GArray *decisions)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    for (guint i = 0; i < decisions->len; i++) {
        const Decision *decision = &g_array_index(decisions, Decision, i);
        const Decision *next = i + 1 < decisions->len ? decision + 1 : NULL;
        if (decision->removes)
            find_places(decision->pin, article->text, places);
        if (next != NULL && next->removes && next->entity == decision->entity)
            continue;
        if (places->len > 0)
            remove_mentions(article, places, decision->entity);
        g_array_set_size(places, 0);
    }
}

static void add_mentions(OsintArticle *article, const OsintEntity *entity, const GArray *places)
{
    for (guint i = 0; i < places->len; i++)
        osint_article_add_mention(article, g_array_index(places, OsintSpan, i), entity->id, entity->type,
                                  entity->name)
            ->why = g_strdup("pinned");
}

static void pin(OsintArticle *article, const GArray *decisions)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    for (guint i = 0; i < decisions->len; i++) {
        const Decision *decision = &g_array_index(decisions, Decision, i);
        if (!decision->removes)
            find_places(decision->pin, article->text, all);
    }
    if (all->len == 0)
        return;
    remove_mentions(article, all, NULL);
    for (guint i = 0; i < decisions->len; i++) {
        const Decision *decision = &g_array_index(decisions, Decision, i);
        g_array_set_size(all, 0);
        if (!decision->removes)
            find_places(decision->pin, article->text, all);
        add_mentions(article, decision->entity, all);
    }
}

void osint_pins_apply(const OsintPins *pins, OsintArticle *article)
{
    const GArray *decisions = article->id == NULL ? NULL : g_hash_table_lookup(pins->articles, article->id);
    if (decisions == NULL)
        return;
    unpin(article, decisions);
    pin(article, decisions);
    osint_article_sort_mentions(article);
}
