/* The table of formats, the names of views, and what all formats share. */
#include "search/renderers.h"

#include <string.h>

#include "indexer/article/date.h"

static const OsintRenderer *const renderers[] = {
    &osint_render_text,
    &osint_render_json,
    &osint_render_ndjson,
    &osint_render_csv,
    &osint_render_atom,
    &osint_render_trec,
    &osint_render_markdown,
    &osint_render_bibtex,
    &osint_render_csl,
    &osint_render_dot,
    &osint_render_graphml,
    &osint_render_svg,
    NULL,
};

static const char *const shows[] = {[OSINT_SHOW_PASSAGES] = "passages",
                                    [OSINT_SHOW_ARTICLES] = "articles",
                                    [OSINT_SHOW_TIMELINE] = "timeline",
                                    [OSINT_SHOW_ENTITIES] = "entities",
                                    [OSINT_SHOW_ENTITY] = "entity",
                                    [OSINT_SHOW_NETWORK] = "network",
                                    NULL};

const OsintRenderer *const *osint_renderers(void)
{
    return renderers;
}

const OsintRenderer *osint_renderer_find(const char *name)
{
    for (const OsintRenderer *const *each = renderers; *each != NULL; each++)
        if (g_str_equal((*each)->name, name))
            return *each;
    return NULL;
}

gboolean osint_renderer_shows(const OsintRenderer *renderer, OsintShow show)
{
    switch (show) {
    case OSINT_SHOW_TIMELINE:
        return renderer->timeline != NULL;
    case OSINT_SHOW_ENTITIES:
        return renderer->entities != NULL;
    case OSINT_SHOW_ENTITY:
        return renderer->card != NULL;
    case OSINT_SHOW_NETWORK:
        return renderer->network != NULL || renderer->picture != NULL;
    default:
        return renderer->hit != NULL;
    }
}

char *osint_renderers_for(OsintShow show)
{
    GString *names = g_string_new(NULL);
    for (const OsintRenderer *const *each = renderers; *each != NULL; each++)
        if (osint_renderer_shows(*each, show))
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", (*each)->name);
    return g_string_free(names, FALSE);
}

const char *const *osint_show_names(void)
{
    return shows;
}

gboolean osint_show_counts(OsintShow show)
{
    return show >= OSINT_SHOW_TIMELINE;
}

gboolean osint_show_parse(const char *name, OsintShow *show)
{
    for (guint i = 0; shows[i] != NULL; i++) {
        if (g_str_equal(shows[i], name)) {
            *show = (OsintShow)i;
            return TRUE;
        }
    }
    return FALSE;
}

void osint_render_open(GString *out, const OsintRenderer *renderer, gboolean batch)
{
    if (batch || renderer->is_joined)
        g_string_append(out, renderer->open);
}

void osint_render_hit(GString *out, const OsintRenderer *renderer, const OsintSearch *search,
                      const OsintHit *hit, OsintRenderOptions *options)
{
    renderer->hit(out, search, hit, options);
    options->given++;
    options->newest = MAX(options->newest, hit->added);
}

void osint_render_close(GString *out, const OsintRenderer *renderer, gboolean batch)
{
    if (batch || renderer->is_joined)
        g_string_append(out, renderer->close);
}

/* ---- views that count ---- */

static gboolean render_timeline(GString *out, const OsintRenderer *renderer, OsintSearch *search,
                                const OsintRenderOptions *options, GError **error)
{
    g_autoptr(OsintTimeline) timeline = osint_timeline_count(search, options->by, error);
    if (timeline != NULL)
        renderer->timeline(out, search, timeline, options);
    return timeline != NULL;
}

static gboolean render_entities(GString *out, const OsintRenderer *renderer, OsintSearch *search,
                                const OsintRenderOptions *options, GError **error)
{
    g_autoptr(OsintEntityCounts) counts =
        osint_entity_counts_new(search, options->type, options->most, error);
    if (counts != NULL)
        renderer->entities(out, search, counts, options);
    return counts != NULL;
}

static gboolean render_card(GString *out, const OsintRenderer *renderer, OsintSearch *search,
                            const OsintRenderOptions *options, GError **error)
{
    g_autoptr(OsintCard) card = osint_card_new(search, &options->card, error);
    if (card != NULL)
        renderer->card(out, search, card, options);
    return card != NULL;
}

static gboolean render_network(GString *out, const OsintRenderer *renderer, OsintSearch *search,
                               const OsintRenderOptions *options, GError **error)
{
    OsintNetworkOptions wanted = options->network;
    wanted.proofs = renderer->picture != NULL ? 0 : G_MAXUINT64;
    wanted.nodes = renderer->picture != NULL ? MAX(wanted.limit / 2, 2) : 0;
    g_autoptr(OsintNetwork) network = osint_network_new(search, &wanted, error);
    if (network == NULL)
        return FALSE;
    if (renderer->picture != NULL)
        return renderer->picture(out, search, network, error);
    renderer->network(out, search, network, options);
    return TRUE;
}

gboolean osint_render_counts(GString *out, const OsintRenderer *renderer, OsintSearch *search,
                             const OsintRenderOptions *options, GError **error)
{
    switch (options->show) {
    case OSINT_SHOW_ENTITIES:
        return render_entities(out, renderer, search, options, error);
    case OSINT_SHOW_ENTITY:
        return render_card(out, renderer, search, options, error);
    case OSINT_SHOW_NETWORK:
        return render_network(out, renderer, search, options, error);
    default:
        return render_timeline(out, renderer, search, options, error);
    }
}

/* ---- for the renderers ---- */

void osint_render_nothing(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    (void)out;
    (void)search;
    (void)options;
}

guint osint_render_passages(const OsintHit *hit, const OsintRenderOptions *options)
{
    return options->show == OSINT_SHOW_ARTICLES ? MIN(hit->passages->len, 1) : hit->passages->len;
}

const char *osint_render_link(const OsintArticle *article)
{
    g_autofree char *host = article->url != NULL ? osint_url_host(article->url) : NULL;
    return host != NULL ? article->url : NULL;
}

void osint_render_escaped(GString *out, const char *text, const char *also)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (c <= ' ' || c == 0x7F || (c < 0x80 && strchr(also, (int)c) != NULL))
            g_string_append_printf(out, "%%%02X", c);
        else
            g_string_append_unichar(out, c);
    }
}

/* U+FFFE and U+FFFF are no characters of XML. */
void osint_render_xml(GString *out, const char *text)
{
    g_autofree char *safe = osint_terminal_safe(text, -1);
    for (const char *at = safe; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '&' || c == '<' || c == '>' || c == '"')
            g_string_append_printf(out, "&#%u;", c);
        else
            g_string_append_unichar(out, c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
    }
}

/* A date begins with its year, month and day as far as they are known, whatever follows. */
guint osint_render_date_parts(const char *date, int parts[3])
{
    OsintPeriod period;
    if (date == NULL || !osint_date_parse(date, &period, NULL))
        return 0;
    guint known = (guint)MIN(period.precision, OSINT_DATE_DAY) + 1;
    for (guint i = 0; i < known; i++)
        parts[i] = (int)g_ascii_strtoull(date + (i == 0 ? 0 : 2 + 3 * i), NULL, 10);
    return known;
}

char *osint_render_accessed(const OsintHit *hit)
{
    if (hit->article->accessed != NULL)
        return g_strdup(hit->article->accessed);
    g_autofree char *added = hit->added > 0 ? osint_second_format(hit->added) : NULL;
    return added != NULL ? g_strndup(added, strlen("2021-04-20")) : NULL;
}

char *osint_render_joined(const GPtrArray *texts, const char *separator)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? separator : "", (char *)g_ptr_array_index(texts, i));
    return g_string_free(joined, FALSE);
}

const OsintTimelineRow *osint_render_row(const OsintTimeline *timeline, const OsintRenderOptions *options,
                                         guint i)
{
    return i < options->rows ? osint_timeline_row(timeline, options->first_row + i, options->newest_first)
                             : NULL;
}
