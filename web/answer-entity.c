/* Cards: from the address of an entity to the search that finds it. */
#include "web/answer.h"
#include "web/labels.h"
#include "web/page.h"
#include "web/refine.h"

#define NEAREST 6u

/* ---- what no list and no article has ---- */

static void add_nearest(GPtrArray *ids, const char *id)
{
    if (ids->len < NEAREST && !g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
        g_ptr_array_add(ids, g_strdup(id));
}

/* The entities of the name nearest to this one, and those whose names begin as it does. */
static GPtrArray *nearest_ids(OsintIndex *index, const char *id)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *name = osint_index_nearest_entity(index, id, NULL, G_MAXUINT);
    g_autoptr(GPtrArray) named =
        name != NULL ? osint_index_find_entities(index, name, NULL, FALSE, NULL) : NULL;
    for (guint i = 0; named != NULL && i < named->len; i++)
        add_nearest(ids, g_ptr_array_index(named, i));
    for (glong length = g_utf8_strlen(id, -1); ids->len < NEAREST && length >= 3; length /= 2) {
        g_autofree char *prefix = g_utf8_substring(id, 0, length);
        g_autoptr(GArray) known = osint_index_names(index, prefix, NULL, NEAREST, NULL);
        for (guint i = 0; known != NULL && i < known->len; i++)
            add_nearest(ids, g_array_index(known, OsintKnownName, i).id);
    }
    return ids;
}

/* "Heron (place, heron-town)": several may have one name. */
static OsintPageLink *link_to(const OsintLibrary *library, const OsintRequest *request, const char *id)
{
    const OsintAsk ask = {.base = request->base, .words = request->words, .page = 1, .part = 1};
    const OsintEntity *entity = osint_index_entity(library->index, id, NULL);
    const OsintKind *kind = osint_label_kind(entity != NULL ? entity->type : NULL);
    OsintPageLink *link = g_new0(OsintPageLink, 1);
    link->address = osint_link_entity(&ask, id);
    link->text = g_strdup_printf("%s (%s, %s)", entity != NULL ? entity->name : id,
                                 osint_kind_name(request->words, kind), id);
    return link;
}

OsintResponse *osint_answer_unknown_entity(const OsintLibrary *library, const OsintRequest *request,
                                           const char *id, gboolean several)
{
    const OsintWords *words = request->words;
    g_autoptr(GPtrArray) ids = nearest_ids(library->index, id);
    g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func(osint_page_link_free);
    for (guint i = 0; i < ids->len; i++)
        g_ptr_array_add(links, link_to(library, request, g_ptr_array_index(ids, i)));
    g_autofree char *message =
        osint_words_fill(several ? words->entity.several : words->entity.unknown, id, NULL);
    OsintTrouble trouble = {.status = 404,
                            .heading =
                                several ? words->entity.several_heading : words->entity.unknown_heading,
                            .message = message,
                            .reason = several ? "several entities have this name" : "there is no such entity",
                            .links = links};
    return osint_answer_trouble(request, &trouble);
}

/* ---- the card ---- */

static gboolean check_form(const OsintRenderer *renderer, char **problem)
{
    if (renderer == NULL || osint_renderer_shows(renderer, OSINT_SHOW_ENTITY))
        return TRUE;
    g_autofree char *formats = osint_renderers_for(OSINT_SHOW_ENTITY);
    *problem = g_strdup_printf("A card has no format %s; it can be html, %s.", renderer->name, formats);
    return FALSE;
}

OsintResponse *osint_answer_entity(const OsintLibrary *library, const OsintRequest *request, const char *id,
                                   gint64 now)
{
    g_autofree char *problem = NULL;
    g_autoptr(OsintAsk) ask = osint_ask_new(request, &problem);
    if (ask == NULL || !check_form(ask->renderer, &problem))
        return osint_answer_bad_request(request, problem);
    g_free(ask->query);
    ask->query = osint_refine_field("entity", id);
    ask->show = OSINT_SHOW_ENTITY;
    ask->card = id;
    ask->page = 1;
    g_autofree char *etag = osint_answer_etag(library, request, ask, now);
    OsintResponse *unchanged = osint_answer_unchanged(request, etag, osint_answer_revalidate);
    return unchanged != NULL ? unchanged : osint_answer_query(library, request, ask, etag, now);
}
