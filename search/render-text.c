/* Text: laid out for people on a terminal, one line a passage in a pipe (render-lines.c). */
#include "search/asked.h"
#include "search/explain.h"
#include "search/origin.h"
#include "search/renderers.h"

#include <string.h>

#define MEASURE 100u  /* columns: longer lines are hard to read */
#define HEADLINE 200u /* characters */
#define ALIAS_COLUMNS 160u
#define COPIES_SHOWN 5u

void osint_text_init(OsintTypeset *set, GString *out, const OsintRenderOptions *options)
{
    osint_typeset_init(set, out, MIN(options->width, MEASURE), options->color);
}

static void put_line(OsintTypeset *set, const char *text, OsintInk ink)
{
    osint_typeset_text(set, text, ink);
    osint_typeset_end_line(set);
}

/* "label text", the text hanging behind the label, at `indent` of the page. */
static void put_labelled(OsintTypeset *set, const char *label, OsintInk label_ink, const char *text,
                         OsintInk ink)
{
    guint margin = set->indent;
    osint_typeset_text(set, label, label_ink);
    osint_typeset_hang(set, margin + osint_text_columns(label) + 1);
    put_line(set, text, ink);
    set->indent = margin;
}

/* ---- above the hits: what was executed ---- */

static gboolean is_same_name(const char *a, const char *b)
{
    g_autofree char *folded_a = g_utf8_casefold(a, -1), *folded_b = g_utf8_casefold(b, -1);
    return g_str_equal(folded_a, folded_b);
}

/* "Tick (12)", or the name alone when no article has it. */
static char *name_text(const OsintQueryEntity *entity, const char *name)
{
    for (guint i = 0; entity->names != NULL && i < entity->names->len; i++) {
        const OsintQueryName *each = g_ptr_array_index(entity->names, i);
        if (each->articles > 0 && g_str_equal(each->name, name))
            return g_strdup_printf("%s (%" G_GUINT64_FORMAT ")", name, each->articles);
    }
    return g_strdup(name);
}

/* The names that fit into about two lines, and how many there are besides; but for the one that is shown. */
static char *alias_text(const OsintQueryEntity *entity, const char *shown)
{
    const GPtrArray *names = entity->also_searched;
    g_autoptr(GString) text = g_string_new(NULL);
    guint columns = 0, more = 0;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (g_str_equal(name, shown))
            continue;
        g_autofree char *counted = name_text(entity, name);
        columns += osint_text_columns(counted) + 2;
        if (text->len > 0 && columns > ALIAS_COLUMNS)
            more++;
        else
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", counted);
    }
    if (more > 0)
        g_string_append_printf(text, " and %u more", more);
    return text->len > 0 ? g_strconcat("also searched as ", text->str, NULL) : NULL;
}

/* "BRONZE BUTLER (3): used by Secureworks; list misp", of the name that was asked by. */
static void put_asked(OsintTypeset *set, const OsintQueryEntity *entity, const OsintQueryName *name)
{
    g_autofree char *source = osint_name_source(name->lists, name->users);
    g_autofree char *counted = name_text(entity, name->name);
    g_autofree char *label = g_strconcat(counted, ":", NULL);
    if (source != NULL)
        put_labelled(set, label, OSINT_INK_FAINT, source, OSINT_INK_FAINT);
    if (!entity->exact && entity->names->len > 1) {
        g_autofree char *only = osint_asked_only(name->name);
        put_labelled(set, "only this name:", OSINT_INK_FAINT, only, OSINT_INK_FAINT);
    }
}

/* Names that others have, too, as far as they matter here: "Tick (swirl-typhoon)". */
static void put_shared(OsintTypeset *set, const OsintQueryEntity *entity)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < entity->names->len; i++) {
        const OsintQueryName *name = g_ptr_array_index(entity->names, i);
        g_autofree char *others = osint_render_joined(name->also, ", ");
        if (name->also->len > 0 && (name->is_asked || name->articles > 0))
            g_string_append_printf(text, "%s%s (%s)", text->len > 0 ? ", " : "", name->name, others);
    }
    if (text->len > 0)
        put_labelled(set, "others have the name, too:", OSINT_INK_WARN, text->str, OSINT_INK_PLAIN);
}

/* Where the name comes from that was asked by, and which names others have, too. */
static void put_names(OsintTypeset *set, const OsintQueryEntity *entity)
{
    const OsintQueryName *asked = osint_asked_by(entity);
    set->indent = 2;
    if (asked != NULL)
        put_asked(set, entity, asked);
    if (entity->names != NULL)
        put_shared(set, entity);
    set->indent = 0;
}

static void put_entity(OsintTypeset *set, const OsintQueryEntity *entity)
{
    gboolean renamed = entity->matched_by != NULL && !is_same_name(entity->matched_by, entity->name) &&
                       !is_same_name(entity->matched_by, entity->id);
    g_autofree char *aliases = alias_text(entity, entity->name);
    g_autofree char *label =
        renamed ? g_strdup_printf("%s is %s", entity->matched_by, entity->name) : g_strdup(entity->name);
    if (!renamed && aliases == NULL && osint_asked_by(entity) == NULL)
        return;
    osint_typeset_text(set, label, OSINT_INK_PLAIN);
    if (aliases != NULL) {
        osint_typeset_text(set, ": ", OSINT_INK_PLAIN);
        set->indent = 2;
        osint_typeset_text(set, aliases, OSINT_INK_FAINT);
    }
    osint_typeset_end_line(set);
    set->indent = 0;
    put_names(set, entity);
}

static void put_notes(OsintTypeset *set, const OsintSearch *search)
{
    const GPtrArray *notes = osint_search_notes(search);
    for (guint i = 0; i < notes->len; i++)
        put_labelled(set, "note:", OSINT_INK_WARN, g_ptr_array_index(notes, i), OSINT_INK_PLAIN);
    if (osint_search_is_closest(search))
        put_labelled(set, "note:", OSINT_INK_WARN, OSINT_NOTE_CLOSEST, OSINT_INK_PLAIN);
}

void osint_text_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    if (!options->terminal)
        return;
    g_auto(OsintTypeset) set;
    osint_text_init(&set, out, options);
    if (options->name != NULL)
        put_labelled(&set, "query", OSINT_INK_FAINT, options->name, OSINT_INK_STRONG);
    put_labelled(&set, "searched for", OSINT_INK_FAINT, osint_search_read_as(search), OSINT_INK_PLAIN);
    const GPtrArray *entities = osint_search_entities(search);
    for (guint i = 0; options->show != OSINT_SHOW_ENTITY && i < entities->len; i++)
        put_entity(&set, g_ptr_array_index(entities, i));
    put_notes(&set, search);
    if (options->facets != NULL)
        osint_text_facets(&set, options->facets);
}

/* ---- a hit ---- */

static void put_origin(OsintTypeset *set, const OsintArticle *article)
{
    g_autofree char *line = osint_origin_text(article);
    if (line[0] != '\0')
        put_line(set, line, OSINT_INK_PLAIN);
}

static void put_headline(OsintTypeset *set, const OsintHit *hit)
{
    const OsintArticle *article = hit->article;
    g_autofree char *headline = osint_article_headline(article->title, article->text, HEADLINE);
    gboolean whole = g_strcmp0(headline, article->title) == 0;
    OsintSpan span = {0, (guint32)strlen(headline)};
    osint_typeset_marked(set, headline, span, whole ? hit->title_highlights : NULL, OSINT_INK_STRONG);
    osint_typeset_end_line(set);
}

static void put_missing(OsintTypeset *set, const GPtrArray *missing)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < missing->len; i++)
        g_string_append_printf(words, "%s%s", i > 0 ? ", " : "", (char *)g_ptr_array_index(missing, i));
    if (missing->len > 0)
        put_labelled(set, "missing:", OSINT_INK_WARN, words->str, OSINT_INK_PLAIN);
    g_string_free(words, TRUE);
}

static void put_why(OsintTypeset *set, const char *explanation)
{
    if (explanation != NULL)
        put_labelled(set, "why:", OSINT_INK_FAINT, explanation, OSINT_INK_FAINT);
}

static void put_described(OsintTypeset *set, const OsintSearch *search, const OsintArticle *article,
                          const OsintHitPassage *passage)
{
    g_autofree char *text = osint_described_text(osint_search_entities(search), article, passage->span);
    if (text != NULL)
        put_line(set, text, OSINT_INK_FAINT);
}

void osint_text_passage(OsintTypeset *set, const OsintSearch *search, const OsintArticle *article,
                        const OsintHitPassage *passage)
{
    guint margin = set->indent;
    guint32 page = osint_article_page_at(article, passage->span.start);
    g_autofree char *label = page > 0 ? g_strdup_printf("[%u] p. %u", passage->index, page)
                                      : g_strdup_printf("[%u]", passage->index);
    osint_typeset_text(set, label, OSINT_INK_FAINT);
    osint_typeset_hang(set, margin + 5);
    osint_typeset_marked(set, article->text, passage->span, passage->highlights, OSINT_INK_PLAIN);
    osint_typeset_end_line(set);
    put_described(set, search, article, passage);
    g_autofree char *undecided = osint_explain_undecided(article, passage->span);
    if (undecided != NULL)
        put_labelled(set, "undecided:", OSINT_INK_WARN, undecided, OSINT_INK_PLAIN);
    put_why(set, passage->explanation);
    set->indent = margin;
}

void osint_text_labelled(OsintTypeset *set, const char *label, const char *text)
{
    put_labelled(set, label, OSINT_INK_FAINT, text, OSINT_INK_PLAIN);
}

void osint_text_article(OsintTypeset *set, const OsintHit *hit)
{
    put_headline(set, hit);
    put_origin(set, hit->article);
}

/* The path follows unbroken, so that it can be taken up. */
static void put_copy(OsintTypeset *set, const OsintCopy *copy)
{
    g_autofree char *text = osint_copy_text(copy);
    osint_typeset_text(set, text, OSINT_INK_PLAIN);
    if (copy->article->path != NULL) {
        osint_typeset_text(set, " ", OSINT_INK_PLAIN);
        osint_typeset_unbroken(set, copy->article->path, OSINT_INK_PLACE);
    }
    osint_typeset_end_line(set);
}

static void put_copies(OsintTypeset *set, const OsintHit *hit)
{
    guint margin = set->indent, shown = MIN(hit->copies->len, COPIES_SHOWN);
    guint more = hit->copies->len - shown + hit->copies_more;
    g_autofree char *text = osint_copies_text(hit);
    if (text == NULL)
        return;
    put_line(set, text, OSINT_INK_FAINT);
    set->indent = margin + 2;
    for (guint i = 0; i < shown; i++)
        put_copy(set, g_ptr_array_index(hit->copies, i));
    if (more > 0) {
        g_autofree char *rest = g_strdup_printf("and %u more", more);
        put_line(set, rest, OSINT_INK_FAINT);
    }
    set->indent = margin;
}

static void text_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                     const OsintRenderOptions *options)
{
    if (!options->terminal) {
        osint_lines_hit(out, hit, options);
        return;
    }
    g_auto(OsintTypeset) set;
    osint_text_init(&set, out, options);
    g_autofree char *rank = g_strdup_printf("%2" G_GUINT64_FORMAT ".", hit->rank);
    osint_typeset_end_line(&set);
    osint_typeset_unbroken(&set, rank, OSINT_INK_STRONG);
    osint_typeset_hang(&set, (guint)strlen(rank) + 1);
    osint_text_article(&set, hit);
    if (hit->article->path != NULL) {
        osint_typeset_unbroken(&set, hit->article->path, OSINT_INK_PLACE);
        osint_typeset_end_line(&set);
    }
    put_copies(&set, hit);
    put_missing(&set, hit->missing);
    put_why(&set, hit->explanation);
    for (guint i = 0; i < osint_render_passages(hit, options); i++) {
        if (options->show == OSINT_SHOW_PASSAGES)
            osint_typeset_end_line(&set);
        osint_text_passage(&set, search, hit->article, g_ptr_array_index(hit->passages, i));
    }
}

/* ---- below the hits: how many there are ---- */

static char *ranks_text(guint64 first, guint64 last)
{
    if (first == last)
        return g_strdup_printf("%" G_GUINT64_FORMAT, first);
    return g_strdup_printf("%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, first, last);
}

static char *total_text(const OsintSearch *search, guint64 given)
{
    guint64 total = osint_search_total(search, NULL);
    g_autofree char *all = osint_total_text(search);
    guint64 first = osint_search_options(search)->offset + 1, last = first + given - 1;
    if (total == 0)
        return g_strdup("Nothing found.");
    if (given == 0)
        return g_strdup_printf("none shown of %s", all);
    g_autofree char *ranks = ranks_text(first, last);
    if (last > total)
        return g_strdup_printf("%s; %s %s all of this", ranks, all, total == 1 ? "has" : "have");
    if (last < total)
        return g_strdup_printf("%s of %s; the next ones: --offset=%" G_GUINT64_FORMAT, ranks, all, last);
    return first > 1 ? g_strdup_printf("%s of %s", ranks, all) : g_steal_pointer(&all);
}

void osint_text_end(GString *out, const OsintSearch *search, const char *total,
                    const OsintRenderOptions *options)
{
    g_auto(OsintTypeset) set;
    g_autofree char *folded = osint_folded_text(search);
    osint_text_init(&set, out, options);
    osint_typeset_end_line(&set);
    put_line(&set, total, OSINT_INK_STRONG);
    if (folded != NULL) {
        g_autofree char *line = g_strconcat(folded, "; each by itself: --copies=show", NULL);
        put_line(&set, line, OSINT_INK_FAINT);
    }
    if (osint_search_suggestion(search) != NULL)
        put_labelled(&set, "Did you mean:", OSINT_INK_PLAIN, osint_search_suggestion(search),
                     OSINT_INK_STRONG);
    if (options->name != NULL)
        osint_typeset_end_line(&set);
}

static void text_end(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    if (!options->terminal)
        return;
    g_autofree char *total = total_text(search, options->given);
    osint_text_end(out, search, total, options);
}

/* Periods that were counted over only some of what matches say so. */
static char *counted_text(const OsintSearch *search, const OsintTimeline *timeline)
{
    g_autofree char *total = osint_total_text(search);
    if (timeline->articles == 0)
        return g_strdup("Nothing found.");
    if (timeline->exact)
        return g_steal_pointer(&total);
    return g_strdup_printf("counted in the first %" G_GUINT64_FORMAT " of %s", timeline->articles, total);
}

static void text_timeline(GString *out, const OsintSearch *search, const OsintTimeline *timeline,
                          const OsintRenderOptions *options)
{
    osint_text_begin(out, search, options);
    if (options->terminal && timeline->rows->len > 0)
        g_string_append_c(out, '\n');
    osint_text_timeline(out, timeline, options);
    if (!options->terminal)
        return;
    g_autofree char *total = counted_text(search, timeline);
    osint_text_end(out, search, total, options);
}

const OsintRenderer osint_render_text = {
    .name = "text",
    .media_type = "text/plain; charset=utf-8",
    .open = "",
    .between = "",
    .close = "",
    .has_facets = TRUE,
    .has_explanations = TRUE,
    .has_notes = TRUE,
    .has_closest = TRUE,
    .begin = osint_text_begin,
    .hit = text_hit,
    .end = text_end,
    .timeline = text_timeline,
    .entities = osint_text_entities,
    .card = osint_text_card,
    .network = osint_text_network,
};
