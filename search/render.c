/* The table of formats and the names of views. */
#include "search/renderers.h"

static const OsintRenderer *const renderers[] = {
    &osint_render_text, &osint_render_json, &osint_render_ndjson, &osint_render_trec, NULL,
};

static const char *const shows[] = {[OSINT_SHOW_PASSAGES] = "passages", [OSINT_SHOW_ARTICLES] = "articles"};

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

gboolean osint_show_parse(const char *name, OsintShow *show)
{
    for (guint i = 0; i < G_N_ELEMENTS(shows); i++) {
        if (g_str_equal(shows[i], name)) {
            *show = (OsintShow)i;
            return TRUE;
        }
    }
    return FALSE;
}

guint osint_render_passages(const OsintHit *hit, const OsintRenderOptions *options)
{
    return options->show == OSINT_SHOW_ARTICLES ? MIN(hit->passages->len, 1) : hit->passages->len;
}
