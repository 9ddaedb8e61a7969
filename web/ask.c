/* The state of a search page: read from parameters, written into links. */
#include "web/ask.h"

#include <string.h>

#include "web/parts.h"

static const char *const sort_names[] = {"relevance", "newest", "oldest"};
static const char *const copies_names[] = {"fold", "show"};
static const char *const by_names[] = {"auto", "year", "month", "day"};
static const OsintShow views[] = {OSINT_SHOW_PASSAGES, OSINT_SHOW_ARTICLES, OSINT_SHOW_TIMELINE,
                                  OSINT_SHOW_ENTITIES, OSINT_SHOW_NETWORK};

const OsintShow *osint_ask_views(guint *count)
{
    *count = G_N_ELEMENTS(views);
    return views;
}

const char *osint_show_name(OsintShow show)
{
    return osint_show_names()[show];
}

const char *osint_sort_name(OsintSort sort)
{
    g_assert(sort < G_N_ELEMENTS(sort_names));
    return sort_names[sort];
}

/* The parameter's place among names; an absent or empty one is the first. */
static gboolean read_choice(const OsintRequest *request, const char *parameter, const char *const *names,
                            guint count, guint *choice, char **problem)
{
    const char *value = osint_request_parameter(request, parameter);
    guint found = 0;
    if (value != NULL && *value != '\0')
        while (found < count && !g_str_equal(names[found], value))
            found++;
    if (found < count) {
        *choice = found;
        return TRUE;
    }
    g_autoptr(GString) list = g_string_new(names[0]);
    for (guint i = 1; i < count; i++)
        g_string_append_printf(list, "%s%s", i + 1 < count ? ", " : " or ", names[i]);
    *problem = g_strdup_printf("“%s” can be %s.", parameter, list->str);
    return FALSE;
}

/* A number from 1; absent is what was absent before. */
static gboolean read_number(const OsintRequest *request, const char *parameter, guint most, guint *number,
                            char **problem)
{
    const char *value = osint_request_parameter(request, parameter);
    guint64 read = *number;
    if (value != NULL && *value != '\0' && !g_ascii_string_to_unsigned(value, 10, 1, most, &read, NULL)) {
        *problem = g_strdup_printf("“%s” can be a number from 1 to %u.", parameter, most);
        return FALSE;
    }
    *number = (guint)read;
    return TRUE;
}

static gboolean read_format(const OsintRequest *request, const OsintRenderer **renderer, char **problem)
{
    const char *value = osint_request_parameter(request, "format");
    *renderer = NULL;
    if (value == NULL || *value == '\0' || g_str_equal(value, "html"))
        return TRUE;
    *renderer = osint_renderer_find(value);
    if (*renderer != NULL)
        return TRUE;
    g_autoptr(GString) list = g_string_new("“format” can be html");
    for (const OsintRenderer *const *each = osint_renderers(); *each != NULL; each++)
        g_string_append_printf(list, "%s%s", each[1] != NULL ? ", " : " or ", (*each)->name);
    g_string_append_c(list, '.');
    *problem = g_string_free(g_steal_pointer(&list), FALSE);
    return FALSE;
}

/* A card is a page of its own. */
static gboolean has_page(OsintShow show)
{
    if (show == OSINT_SHOW_ENTITY)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(views); i++) {
        if (views[i] == show)
            return TRUE;
    }
    return FALSE;
}

static gboolean read_type(const OsintRequest *request, const char **type, char **problem)
{
    const char *value = osint_request_parameter(request, "type");
    *type = NULL;
    if (value == NULL || *value == '\0')
        return TRUE;
    for (const char *const *each = osint_entity_types(); *each != NULL; each++)
        if (g_str_equal(*each, value))
            *type = *each;
    if (*type == NULL) {
        g_autofree char *types = g_strjoinv(", ", (char **)osint_entity_types());
        *problem = g_strdup_printf("“type” can be one of %s.", types);
    }
    return *type != NULL;
}

static gboolean check_form(const OsintRenderer *renderer, OsintShow show, char **problem)
{
    if (renderer == NULL ? has_page(show) : osint_renderer_shows(renderer, show))
        return TRUE;
    g_autofree char *formats = osint_renderers_for(show);
    if (!has_page(show)) {
        *problem =
            g_strdup_printf("“show=%s” needs a “format”; it can be %s.", osint_show_name(show), formats);
        return FALSE;
    }
    *problem = g_strdup_printf("“show=%s” has no format %s; it can be html, %s.", osint_show_name(show),
                               renderer->name, formats);
    return FALSE;
}

static char *read_query(const OsintRequest *request)
{
    const char *value = osint_request_parameter(request, "q");
    g_autofree char *query = g_strstrip(g_strdup(value != NULL ? value : ""));
    return *query != '\0' ? g_steal_pointer(&query) : NULL;
}

OsintAsk *osint_ask_new(const OsintRequest *request, char **problem)
{
    guint show = 0, sort = 0, copies = 0, by = 0, page = 1, at = 0, passage = 0, match = 0, part = 0;
    const OsintRenderer *renderer = NULL;
    const char *type = NULL;
    const char *const *shows = osint_show_names();
    if (!read_choice(request, "show", shows, g_strv_length((char **)shows), &show, problem) ||
        !read_choice(request, "sort", sort_names, G_N_ELEMENTS(sort_names), &sort, problem) ||
        !read_choice(request, "copies", copies_names, G_N_ELEMENTS(copies_names), &copies, problem) ||
        !read_choice(request, "by", by_names, G_N_ELEMENTS(by_names), &by, problem) ||
        !read_type(request, &type, problem) ||
        !read_number(request, "page", OSINT_ASK_MAX_PAGE, &page, problem) ||
        !read_number(request, "at", OSINT_ASK_MAX_RESULT, &at, problem) ||
        !read_number(request, "p", G_MAXUINT, &passage, problem) ||
        !read_number(request, "m", G_MAXUINT, &match, problem) ||
        !read_number(request, "part", G_MAXUINT, &part, problem) ||
        !read_format(request, &renderer, problem) || !check_form(renderer, (OsintShow)show, problem))
        return NULL;
    OsintAsk *ask = g_new0(OsintAsk, 1);
    ask->base = request->base;
    ask->words = request->words;
    ask->query = read_query(request);
    ask->show = (OsintShow)show;
    ask->sort = (OsintSort)sort;
    ask->copies = (OsintFolding)copies;
    ask->by = (OsintBy)by;
    ask->page = page;
    ask->at = at;
    ask->passage = passage;
    ask->match = match;
    ask->part = part;
    ask->type = type;
    ask->renderer = renderer;
    return ask;
}

void osint_ask_free(OsintAsk *ask)
{
    if (ask == NULL)
        return;
    g_free(ask->query);
    g_free(ask);
}

static void append_parameter(GString *link, const char *name, const char *value)
{
    const char *parameters = strchr(link->str, '?');
    if (parameters == NULL || parameters[1] != '\0')
        g_string_append_c(link, parameters == NULL ? '?' : '&');
    g_string_append_printf(link, "%s=", name);
    g_string_append_uri_escaped(link, value, ":/,", FALSE);
}

/* What makes the same search again, wherever the link leads. */
static void append_search(GString *link, const OsintAsk *ask, const char *query)
{
    if (query != NULL && *query != '\0')
        append_parameter(link, "q", query);
    if (ask->show != OSINT_SHOW_PASSAGES)
        append_parameter(link, "show", osint_show_name(ask->show));
    if (ask->sort != OSINT_SORT_RELEVANCE)
        append_parameter(link, "sort", osint_sort_name(ask->sort));
    if (ask->copies != OSINT_COPIES_FOLD)
        append_parameter(link, "copies", copies_names[ask->copies]);
    if (ask->by != OSINT_BY_AUTO)
        append_parameter(link, "by", by_names[ask->by]);
    if (ask->type != NULL && (ask->show == OSINT_SHOW_ENTITIES || ask->show == OSINT_SHOW_NETWORK))
        append_parameter(link, "type", ask->type);
}

static void append_number(GString *link, const char *name, guint number, guint unless)
{
    g_autofree char *value = g_strdup_printf("%u", number);
    if (number != unless)
        append_parameter(link, name, value);
}

static GString *search_link(const OsintAsk *ask, const char *query)
{
    GString *link = g_string_new(ask->beside ? NULL : ask->base);
    if (!ask->beside)
        g_string_append_c(link, '/');
    append_search(link, ask, query);
    if (link->len == 0)
        g_string_append_c(link, '?');
    return link;
}

char *osint_link_search(const OsintAsk *ask, const char *query)
{
    return g_string_free(search_link(ask, query), FALSE);
}

char *osint_link_show(const OsintAsk *ask, OsintShow show)
{
    OsintAsk other = *ask;
    other.show = show;
    return g_string_free(search_link(&other, ask->query), FALSE);
}

char *osint_link_by(const OsintAsk *ask, OsintBy by)
{
    OsintAsk other = *ask;
    other.by = by;
    return g_string_free(search_link(&other, ask->query), FALSE);
}

char *osint_link_sort(const OsintAsk *ask, OsintSort sort)
{
    OsintAsk other = *ask;
    other.sort = sort;
    return g_string_free(search_link(&other, ask->query), FALSE);
}

char *osint_link_copies(const OsintAsk *ask, OsintFolding copies)
{
    OsintAsk other = *ask;
    other.copies = copies;
    return g_string_free(search_link(&other, ask->query), FALSE);
}

char *osint_link_type(const OsintAsk *ask, const char *type)
{
    OsintAsk other = *ask;
    other.type = type;
    return g_string_free(search_link(&other, ask->query), FALSE);
}

/* Servers merge slashes and resolve dots in paths, encoded or not: an id with these goes as a parameter. */
static gboolean survives_in_path(const char *id)
{
    return strchr(id, '/') == NULL && strchr(id, '\\') == NULL && !g_str_equal(id, ".") &&
           !g_str_equal(id, "..") && *id != '\0';
}

static GString *path_link(const OsintAsk *ask, const char *folder, const char *id)
{
    GString *link = g_string_new(ask->base);
    g_string_append(link, folder);
    if (survives_in_path(id))
        g_string_append_uri_escaped(link, id, ":@!$'()*+,;=", FALSE);
    else
        append_parameter(link, "id", id);
    return link;
}

static GString *page_link(const OsintAsk *ask, guint page)
{
    GString *link = ask->card != NULL ? path_link(ask, "/entity/", ask->card) : search_link(ask, ask->query);
    append_number(link, "page", page, 1);
    return link;
}

char *osint_link_page(const OsintAsk *ask, guint page)
{
    return g_string_free(page_link(ask, page), FALSE);
}

char *osint_link_format(const OsintAsk *ask, const char *format)
{
    GString *link = page_link(ask, ask->page);
    append_parameter(link, "format", format);
    return g_string_free(link, FALSE);
}

static GString *article_link(const OsintAsk *ask, const OsintArticle *article, guint64 at)
{
    GString *link = path_link(ask, "/article/", article->id);
    if (ask->query != NULL) {
        append_search(link, ask, ask->query);
        append_number(link, "at", at <= OSINT_ASK_MAX_RESULT ? (guint)at : 0, 0);
    }
    return link;
}

/* A server does not see what stands behind "#": where it matters there, it is a parameter as well. */
char *osint_link_article(const OsintAsk *ask, const OsintArticle *article, guint64 at, guint passage)
{
    GString *link = article_link(ask, article, at);
    if (ask->query != NULL || osint_part_of_passage(article, passage) > 1)
        append_number(link, "p", passage, 0);
    if (passage > 0)
        g_string_append_printf(link, "#p%u", passage);
    return g_string_free(link, FALSE);
}

char *osint_link_match(const OsintAsk *ask, const OsintArticle *article, guint match)
{
    GString *link = article_link(ask, article, ask->at);
    append_number(link, "m", match, 0);
    g_string_append_printf(link, "#m%u", match);
    return g_string_free(link, FALSE);
}

char *osint_link_part(const OsintAsk *ask, const OsintArticle *article, guint part)
{
    GString *link = article_link(ask, article, ask->at);
    append_number(link, "part", part, 1);
    return g_string_free(link, FALSE);
}

char *osint_link_article_format(const OsintAsk *ask, const OsintArticle *article, const char *format)
{
    GString *link = path_link(ask, "/article/", article->id);
    append_parameter(link, "format", format);
    return g_string_free(link, FALSE);
}

char *osint_link_entity(const OsintAsk *ask, const char *id)
{
    return g_string_free(path_link(ask, "/entity/", id), FALSE);
}

char *osint_link_like(const OsintAsk *ask, const char *article)
{
    GString *link = g_string_new(ask->base);
    g_string_append_c(link, '/');
    append_parameter(link, "like", article);
    return g_string_free(link, FALSE);
}
