/* The card of an entity as text, JSON, NDJSON and Markdown. */
#include "search/asked.h"
#include "search/origin.h"
#include "search/renderers.h"

#include <string.h>

#define STEP 2u
#define NAMES_SHOWN 40u /* on a terminal */

static const char *type_of(const OsintCard *card)
{
    return card->entity != NULL        ? card->entity->type
           : card->asked->type != NULL ? card->asked->type
                                       : "other";
}

/* "Tick (threat-actor, tick, G0060)" */
static char *heading_of(const OsintCard *card)
{
    const char *attack = card->entity != NULL ? card->entity->attack : NULL;
    return g_strdup_printf("%s (%s, %s%s%s)", card->asked->name, type_of(card), card->asked->id,
                           attack != NULL ? ", " : "", attack != NULL ? attack : "");
}

static void append_part(GString *text, const char *what, guint64 number)
{
    if (number > 0)
        g_string_append_printf(text, "%s%" G_GUINT64_FORMAT " %s",
                               strchr(text->str, '(') == NULL ? " (" : ", ", number, what);
}

/* "2021-04-20 to 2024-05-01, 3 articles, 12 mentions (2 descriptive)" */
static char *seen_text(const OsintCard *card)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (card->first != NULL)
        g_string_append_printf(text, "%.10s to %.10s, ", card->first, card->last);
    g_string_append_printf(text, "%" G_GUINT64_FORMAT " %s%s, %" G_GUINT64_FORMAT " %s", card->articles,
                           card->articles == 1 ? "article" : "articles",
                           card->exact ? "" : " of those that were read", card->mentions,
                           card->mentions == 1 ? "mention" : "mentions");
    gsize open = text->len;
    append_part(text, "by description", card->descriptive);
    append_part(text, "undecided", card->undecided);
    if (text->len > open)
        g_string_append_c(text, ')');
    return g_strdup(text->str);
}

/* "3 articles; used by Secureworks; list misp; also the name of swirl-typhoon" */
static char *name_text(const OsintQueryName *name)
{
    g_autofree char *source = osint_name_source(name->lists, name->users);
    g_autofree char *others = osint_render_joined(name->also, ", ");
    return g_strdup_printf("%" G_GUINT64_FORMAT " %s%s%s%s%s", name->articles,
                           name->articles == 1 ? "article" : "articles", source != NULL ? "; " : "",
                           source != NULL ? source : "", name->also->len > 0 ? "; also the name of " : "",
                           others);
}

/* "part-of PLA (pla); list corpus, 70 %" */
static char *relation_text(const OsintCard *card, guint i)
{
    const OsintRelation *relation = g_ptr_array_index(card->entity->relations, i);
    const char *name = g_ptr_array_index(card->targets, i);
    g_autoptr(GString) text = g_string_new(relation->type);
    if (name != NULL)
        g_string_append_printf(text, " %s (%s)", name, relation->target);
    else
        g_string_append_printf(text, " %s", relation->target);
    g_string_append_printf(text, "; list %s", relation->list);
    if (relation->confidence > 0)
        g_string_append_printf(text, ", %u %%", relation->confidence);
    return g_strdup(text->str);
}

static char *related_text(const OsintCardRelated *related)
{
    return g_strdup_printf("%s (%s): %" G_GUINT64_FORMAT " %s in %" G_GUINT64_FORMAT " %s", related->name,
                           related->type, related->passages, related->passages == 1 ? "passage" : "passages",
                           related->articles, related->articles == 1 ? "article" : "articles");
}

/* ---- text on a terminal ---- */

static void put_line(OsintTypeset *set, const char *text, OsintInk ink)
{
    osint_typeset_text(set, text, ink);
    osint_typeset_end_line(set);
}

static void put_title(OsintTypeset *set, const char *title)
{
    set->indent = 0;
    osint_typeset_end_line(set);
    put_line(set, title, OSINT_INK_STRONG);
    set->indent = STEP;
}

static void put_lists(OsintTypeset *set, const OsintCard *card)
{
    const OsintEntity *entity = card->entity;
    if (entity == NULL)
        return;
    if (entity->description != NULL)
        put_line(set, entity->description, OSINT_INK_PLAIN);
    for (guint i = 0; i < entity->refs->len; i++) {
        osint_typeset_unbroken(set, g_ptr_array_index(entity->refs, i), OSINT_INK_PLACE);
        osint_typeset_end_line(set);
    }
    if (entity->relations->len > 0)
        put_title(set, "Relations");
    for (guint i = 0; i < entity->relations->len; i++) {
        g_autofree char *text = relation_text(card, i);
        put_line(set, text, OSINT_INK_PLAIN);
    }
}

static void put_names(OsintTypeset *set, const OsintCard *card)
{
    const GPtrArray *names = card->asked->names;
    put_title(set, "Names");
    for (guint i = 0; i < MIN(names->len, NAMES_SHOWN); i++) {
        const OsintQueryName *name = g_ptr_array_index(names, i);
        g_autofree char *label = g_strconcat(name->name, ":", NULL);
        g_autofree char *text = name_text(name);
        osint_text_labelled(set, label, text);
    }
    if (names->len > NAMES_SHOWN) {
        g_autofree char *more = g_strdup_printf("and %u more", names->len - NAMES_SHOWN);
        put_line(set, more, OSINT_INK_FAINT);
    }
}

static void put_evidence(OsintTypeset *set, const OsintSearch *search, const OsintHit *hit)
{
    osint_text_article(set, hit);
    for (guint i = 0; i < hit->passages->len; i++)
        osint_text_passage(set, search, hit->article, g_ptr_array_index(hit->passages, i));
}

static void put_related(OsintTypeset *set, const OsintSearch *search, const OsintCard *card)
{
    if (card->related->len > 0)
        put_title(set, "In the same passages");
    for (guint i = 0; i < card->related->len; i++) {
        const OsintCardRelated *related = g_ptr_array_index(card->related, i);
        g_autofree char *text = related_text(related);
        set->indent = STEP;
        put_line(set, text, OSINT_INK_STRONG);
        set->indent = 2 * STEP;
        put_evidence(set, search, related->proof);
    }
}

static void put_newest(OsintTypeset *set, const OsintSearch *search, const OsintCard *card)
{
    if (card->newest->len > 0)
        put_title(set, "Newest");
    for (guint i = 0; i < card->newest->len; i++)
        put_evidence(set, search, g_ptr_array_index(card->newest, i));
}

static void put_card(GString *out, const OsintSearch *search, const OsintCard *card,
                     const OsintRenderOptions *options)
{
    g_autofree char *heading = heading_of(card), *seen = seen_text(card);
    {
        g_auto(OsintTypeset) set;
        osint_text_init(&set, out, options);
        put_title(&set, heading);
        put_line(&set, seen, OSINT_INK_PLAIN);
        put_lists(&set, card);
        put_names(&set, card);
        if (card->timeline->rows->len > 0)
            put_title(&set, "Timeline");
    }
    osint_text_timeline(out, card->timeline, options);
    g_auto(OsintTypeset) set;
    osint_text_init(&set, out, options);
    put_related(&set, search, card);
    put_newest(&set, search, card);
}

/* ---- text in a pipe: a line each, what it is first ---- */

typedef struct {
    GString *out;
    const char *query; /* or NULL */
} Lines;

/* Values end with NULL. */
static void put_fields(const Lines *lines, const char *what, ...) G_GNUC_NULL_TERMINATED;
static void put_fields(const Lines *lines, const char *what, ...)
{
    va_list values;
    if (lines->query != NULL)
        g_string_append_printf(lines->out, "%s\t", lines->query);
    g_string_append(lines->out, what);
    va_start(values, what);
    for (const char *value; (value = va_arg(values, const char *)) != NULL;) {
        g_autofree char *safe = osint_terminal_safe(value, -1);
        g_string_append_printf(lines->out, "\t%s", g_strdelimit(safe, "\t\n", ' '));
    }
    va_end(values);
    g_string_append_c(lines->out, '\n');
}

static char *number(guint64 value)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT, value);
}

static void put_name_fields(const Lines *lines, const OsintQueryName *name)
{
    g_autofree char *articles = number(name->articles);
    g_autofree char *users = osint_render_joined(name->users, "; ");
    g_autofree char *in = osint_render_joined(name->lists, "; ");
    put_fields(lines, "name", name->name, articles, users, in, NULL);
}

static void put_passage_fields(const Lines *lines, const char *what, const char *id, const OsintHit *hit)
{
    for (guint i = 0; i < hit->passages->len; i++) {
        const OsintHitPassage *passage = g_ptr_array_index(hit->passages, i);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *place = g_strdup_printf(
            "%s:%u", hit->article->path != NULL ? hit->article->path : hit->article->id, passage->index);
        osint_typeset_flat(text, hit->article->text, passage->span, NULL, FALSE);
        put_fields(lines, what, id, place, text->str, NULL);
    }
}

static void put_card_fields(const Lines *lines, const OsintCard *card)
{
    g_autofree char *articles = number(card->articles), *mentions = number(card->mentions);
    put_fields(lines, "entity", card->asked->id, type_of(card), card->asked->name, NULL);
    put_fields(lines, "seen", card->first != NULL ? card->first : "-", card->last != NULL ? card->last : "-",
               articles, mentions, NULL);
    for (guint i = 0; i < card->asked->names->len; i++)
        put_name_fields(lines, g_ptr_array_index(card->asked->names, i));
    for (guint i = 0; card->entity != NULL && i < card->entity->relations->len; i++) {
        g_autofree char *text = relation_text(card, i);
        put_fields(lines, "relation", text, NULL);
    }
    for (guint i = 0; i < card->timeline->rows->len; i++) {
        const OsintTimelineRow *row = &g_array_index(card->timeline->rows, OsintTimelineRow, i);
        g_autofree char *label = osint_row_label(card->timeline, row), *count = number(row->articles);
        put_fields(lines, "period", label, count, NULL);
    }
    for (guint i = 0; i < card->related->len; i++) {
        const OsintCardRelated *related = g_ptr_array_index(card->related, i);
        g_autofree char *passages = number(related->passages), *in = number(related->articles);
        put_fields(lines, "related", related->id, related->type, related->name, passages, in, NULL);
        put_passage_fields(lines, "proof", related->id, related->proof);
    }
    for (guint i = 0; i < card->newest->len; i++) {
        const OsintHit *hit = g_ptr_array_index(card->newest, i);
        put_passage_fields(lines, "newest", hit->article->published != NULL ? hit->article->published : "-",
                           hit);
    }
}

void osint_text_card(GString *out, const OsintSearch *search, const OsintCard *card,
                     const OsintRenderOptions *options)
{
    g_autofree char *query = options->name != NULL ? osint_terminal_safe(options->name, -1) : NULL;
    const Lines lines = {out, query};
    if (!options->terminal) {
        put_card_fields(&lines, card);
        return;
    }
    osint_text_begin(out, search, options);
    put_card(out, search, card, options);
}

/* ---- JSON ---- */

static json_t *relations_of(const OsintCard *card)
{
    json_t *array = json_array();
    for (guint i = 0; card->entity != NULL && i < card->entity->relations->len; i++) {
        const OsintRelation *relation = g_ptr_array_index(card->entity->relations, i);
        json_t *object = json_object();
        json_object_set_new(object, "type", osint_json_text(relation->type));
        json_object_set_new(object, "entity", osint_json_text(relation->target));
        json_object_set_new(object, "name", osint_json_text(g_ptr_array_index(card->targets, i)));
        json_object_set_new(object, "list", osint_json_text(relation->list));
        json_object_set_new(object, "confidence",
                            relation->confidence > 0 ? json_integer(relation->confidence) : json_null());
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *names_of(const OsintCard *card)
{
    json_t *array = json_array();
    for (guint i = 0; i < card->asked->names->len; i++)
        json_array_append_new(array, osint_json_name(card->asked, g_ptr_array_index(card->asked->names, i)));
    return array;
}

static json_t *timeline_of(const OsintTimeline *timeline)
{
    json_t *object = json_object(), *rows = json_array();
    for (guint i = 0; i < timeline->rows->len; i++)
        json_array_append_new(rows, osint_json_row(&g_array_index(timeline->rows, OsintTimelineRow, i)));
    json_object_set_new(object, "by", json_string(osint_by_name(timeline->by)));
    json_object_set_new(object, "rows", rows);
    return object;
}

static json_t *related_of(const OsintCard *card)
{
    json_t *array = json_array();
    for (guint i = 0; i < card->related->len; i++) {
        const OsintCardRelated *related = g_ptr_array_index(card->related, i);
        json_t *object = json_object();
        json_object_set_new(object, "id", osint_json_text(related->id));
        json_object_set_new(object, "type", osint_json_text(related->type));
        json_object_set_new(object, "name", osint_json_text(related->name));
        json_object_set_new(object, "passages", json_integer((json_int_t)related->passages));
        json_object_set_new(object, "articles", json_integer((json_int_t)related->articles));
        json_object_set_new(object, "score", json_real(related->score));
        json_object_set_new(object, "proof", osint_json_evidence(related->proof));
        json_array_append_new(array, object);
    }
    return array;
}

static void set_seen(json_t *object, const OsintCard *card)
{
    json_object_set_new(object, "articles", json_integer((json_int_t)card->articles));
    json_object_set_new(object, "exact", json_boolean(card->exact));
    json_object_set_new(object, "read", json_integer((json_int_t)card->read));
    json_object_set_new(object, "mentions", json_integer((json_int_t)card->mentions));
    json_object_set_new(object, "descriptive", json_integer((json_int_t)card->descriptive));
    json_object_set_new(object, "undecided", json_integer((json_int_t)card->undecided));
    json_object_set_new(object, "first", osint_json_text(card->first));
    json_object_set_new(object, "last", osint_json_text(card->last));
}

static json_t *card_object(const OsintCard *card)
{
    const OsintEntity *entity = card->entity;
    json_t *object = json_object(), *newest = json_array();
    for (guint i = 0; i < card->newest->len; i++)
        json_array_append_new(newest, osint_json_evidence(g_ptr_array_index(card->newest, i)));
    json_object_set_new(object, "id", osint_json_text(card->asked->id));
    json_object_set_new(object, "type", osint_json_text(type_of(card)));
    json_object_set_new(object, "name", osint_json_text(card->asked->name));
    json_object_set_new(object, "description", osint_json_text(entity != NULL ? entity->description : NULL));
    json_object_set_new(object, "attack", osint_json_text(entity != NULL ? entity->attack : NULL));
    json_object_set_new(object, "uuids", entity != NULL ? osint_json_strings(entity->uuids) : json_array());
    json_object_set_new(object, "refs", entity != NULL ? osint_json_strings(entity->refs) : json_array());
    json_object_set_new(object, "names", names_of(card));
    json_object_set_new(object, "relations", relations_of(card));
    set_seen(object, card);
    json_object_set_new(object, "timeline", timeline_of(card->timeline));
    json_object_set_new(object, "related", related_of(card));
    json_object_set_new(object, "newest", newest);
    return object;
}

void osint_json_card(GString *out, const OsintSearch *search, const OsintCard *card,
                     const OsintRenderOptions *options)
{
    osint_json_begin(out, search, options);
    g_string_append(out, ",\n \"results\": [\n");
    osint_json_append(out, card_object(card));
    osint_json_end(out, search, options);
}

void osint_ndjson_card(GString *out, const OsintSearch *search, const OsintCard *card,
                       const OsintRenderOptions *options)
{
    (void)search;
    osint_ndjson_append(out, card_object(card), options);
}

/* ---- Markdown ---- */

static void put_item(GString *out, const char *text)
{
    g_string_append(out, "* ");
    osint_markdown_text(out, text);
    g_string_append_c(out, '\n');
}

static void put_markdown_lists(GString *out, const OsintCard *card)
{
    const OsintEntity *entity = card->entity;
    if (entity->description != NULL) {
        g_string_append(out, "\n");
        osint_markdown_text(out, entity->description);
        g_string_append(out, "\n");
    }
    if (entity->relations->len > 0)
        g_string_append(out, "\n### Relations\n\n");
    for (guint i = 0; i < entity->relations->len; i++) {
        g_autofree char *text = relation_text(card, i);
        put_item(out, text);
    }
    if (entity->refs->len > 0)
        g_string_append(out, "\n### References\n\n");
    for (guint i = 0; i < entity->refs->len; i++)
        put_item(out, g_ptr_array_index(entity->refs, i));
}

static void put_markdown_names(GString *out, const OsintCard *card)
{
    g_string_append(out, "\n### Names\n\n");
    for (guint i = 0; i < card->asked->names->len; i++) {
        const OsintQueryName *name = g_ptr_array_index(card->asked->names, i);
        g_autofree char *text = name_text(name);
        g_autofree char *item = g_strdup_printf("%s: %s", name->name, text);
        put_item(out, item);
    }
}

void osint_markdown_card(GString *out, const OsintSearch *search, const OsintCard *card,
                         const OsintRenderOptions *options)
{
    g_autofree char *heading = heading_of(card), *seen = seen_text(card);
    (void)search;
    g_string_append(out, options->is_later ? "\n# " : "# ");
    osint_markdown_text(out, heading);
    g_string_append(out, "\n\nSeen ");
    osint_markdown_text(out, seen);
    g_string_append(out, ".\n");
    if (card->entity != NULL)
        put_markdown_lists(out, card);
    put_markdown_names(out, card);
    if (card->timeline->rows->len > 0)
        g_string_append(out, "\n### Timeline\n");
    osint_markdown_timeline(out, card->timeline, options);
    if (card->related->len > 0)
        g_string_append(out, "\n### In the same passages\n");
    for (guint i = 0; i < card->related->len; i++) {
        g_autofree char *text = related_text(g_ptr_array_index(card->related, i));
        g_string_append(out, "\n#### ");
        osint_markdown_text(out, text);
        g_string_append_c(out, '\n');
        osint_markdown_evidence(out, ((const OsintCardRelated *)g_ptr_array_index(card->related, i))->proof);
    }
    if (card->newest->len > 0)
        g_string_append(out, "\n### Newest\n");
    for (guint i = 0; i < card->newest->len; i++)
        osint_markdown_evidence(out, g_ptr_array_index(card->newest, i));
}
