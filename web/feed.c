/* A feed is read far from the site: all its addresses are absolute. */
#include "web/feed.h"

static const char atom[] = "atom";

static char *article_address(gconstpointer data, const OsintArticle *article, guint passage)
{
    const OsintFeedPlace *place = data;
    g_autofree char *link = osint_link_article(&place->search, article, 0, passage);
    return g_strconcat(place->origin, link, NULL);
}

/* Takes link, which may be NULL. */
static const char *keep(OsintFeedPlace *place, guint number, char *link)
{
    if (link != NULL)
        place->addresses[number] = g_strconcat(place->origin, link, NULL);
    g_free(link);
    return place->addresses[number];
}

static char *page_link(const OsintAsk *ask, gboolean exists, int step)
{
    OsintAsk other = *ask;
    if (!exists)
        return NULL;
    other.page = (guint)((int)ask->page + step);
    return osint_link_format(&other, atom);
}

void osint_feed_place_init(OsintFeedPlace *place, const OsintRequest *request, const OsintAsk *ask,
                           gboolean more)
{
    *place = (OsintFeedPlace){.origin = request->origin, .search = *ask};
    place->search.show = OSINT_SHOW_PASSAGES;
    place->search.card = NULL;
    if (place->origin == NULL)
        return;
    place->links.self = keep(place, 0, osint_link_format(ask, atom));
    place->links.page = keep(place, 1, osint_link_page(ask, ask->page));
    place->links.previous = keep(place, 2, page_link(ask, ask->page > 1, -1));
    place->links.next = keep(place, 3, page_link(ask, more && ask->page < OSINT_ASK_MAX_PAGE, 1));
    place->links.article = article_address;
    place->links.site = place;
}

void osint_feed_place_clear(OsintFeedPlace *place)
{
    for (guint i = 0; i < G_N_ELEMENTS(place->addresses); i++)
        g_free(place->addresses[i]);
}

char *osint_feed_link(const OsintAsk *ask)
{
    OsintAsk feed = *ask;
    feed.page = 1;
    if (ask->card == NULL) {
        feed.show = OSINT_SHOW_PASSAGES;
        feed.sort = OSINT_SORT_NEWEST;
    }
    return osint_link_format(&feed, atom);
}
