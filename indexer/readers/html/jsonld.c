/* JSON-LD is read as the trees that pages make of it, not as a graph with contexts: an object with a @type,
 * its members, and references by @id to other objects of the page. */
#include "indexer/readers/html/jsonld.h"

#include <jansson.h>
#include <string.h>

#include "indexer/readers/html/jsonld-repair.h"

#define MAX_SCRIPT (4U << 20)
#define MAX_OBJECTS 5000
#define MAX_DEPTH 12
#define MAX_AUTHORS 50

typedef enum { KIND_NONE, KIND_MEDIA, KIND_PAGE, KIND_ARTICLE } Kind;

typedef struct {
    const json_t *object;
    guint depth;
} Visit;

typedef struct {
    const char *address;
    const char *title;
    GArray *pending;   /* Visit */
    GHashTable *by_id; /* @id -> object */
    const json_t *best;
    int best_score;
    guint objects;
} Search;

static const char *const article_types[] = {"NewsArticle",
                                            "Article",
                                            "BlogPosting",
                                            "Report",
                                            "ReportageNewsArticle",
                                            "AnalysisNewsArticle",
                                            "OpinionNewsArticle",
                                            "BackgroundNewsArticle",
                                            "ReviewNewsArticle",
                                            "LiveBlogPosting",
                                            "ScholarlyArticle",
                                            "TechArticle",
                                            "SocialMediaPosting",
                                            "AdvertiserContentArticle",
                                            "SatiricalArticle",
                                            "MedicalScholarlyArticle",
                                            "Review",
                                            "Recipe",
                                            "CreativeWork",
                                            "DiscussionForumPosting",
                                            "PodcastEpisode",
                                            "QAPage",
                                            "PressRelease",
                                            NULL};
static const char *const page_types[] = {"WebPage", "ItemPage",       "AboutPage", "MedicalWebPage",
                                         "FAQPage", "Product",        "Event",     "Book",
                                         "Dataset", "CollectionPage", "HowTo",     NULL};
static const char *const media_types[] = {"VideoObject", "ImageObject", "AudioObject", "ImageGallery", NULL};

/* ---- members ---- */

static const json_t *first_of(const json_t *value)
{
    return json_is_array(value) ? json_array_get(value, 0) : value;
}

static const char *string_of(const json_t *value)
{
    const char *string = json_string_value(first_of(value));
    if (string == NULL)
        string = json_string_value(json_object_get(first_of(value), "@value"));
    return string != NULL && *string != '\0' ? string : NULL;
}

static const char *member(const json_t *object, const char *name)
{
    return string_of(json_object_get(object, name));
}

static const char *type_name(const char *type)
{
    const char *slash = strrchr(type, '/'), *colon = strrchr(type, ':');
    const char *cut = slash != NULL && (colon == NULL || slash > colon) ? slash : colon;
    return cut != NULL ? cut + 1 : type;
}

static Kind kind_of_name(const char *type)
{
    const char *name = type_name(type);
    if (g_strv_contains(article_types, name))
        return KIND_ARTICLE;
    if (g_strv_contains(page_types, name))
        return KIND_PAGE;
    return g_strv_contains(media_types, name) ? KIND_MEDIA : KIND_NONE;
}

static Kind kind_of(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type"), *one;
    size_t index;
    Kind kind = KIND_NONE;
    if (json_is_string(type))
        return kind_of_name(json_string_value(type));
    json_array_foreach(type, index, one) if (json_is_string(one)) kind =
        MAX(kind, kind_of_name(json_string_value(one)));
    return kind;
}

/* ---- which object ---- */

static gboolean same_address(const char *a, const char *b)
{
    gsize length_a = strcspn(a, "?#"), length_b = strcspn(b, "?#");
    const char *path_a = strstr(a, "://"), *path_b = strstr(b, "://");
    if (path_a == NULL || path_b == NULL)
        return FALSE;
    length_a -= MIN(length_a, (gsize)(path_a - a));
    length_b -= MIN(length_b, (gsize)(path_b - b));
    return length_a == length_b && strncmp(path_a, path_b, length_a) == 0;
}

static gboolean is_about(const char *address, const json_t *object)
{
    static const char *const names[] = {"mainEntityOfPage", "url", "@id"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const json_t *value = first_of(json_object_get(object, names[i]));
        const char *url = json_is_object(value) ? member(value, "@id") : string_of(value);
        if (url == NULL && json_is_object(value))
            url = member(value, "url");
        if (url != NULL && same_address(url, address))
            return TRUE;
    }
    return FALSE;
}

static const char *headline_of(const json_t *object)
{
    const char *headline = member(object, "headline");
    return headline != NULL ? headline : member(object, "name");
}

static int score_of(const Search *search, const json_t *object, guint depth)
{
    Kind kind = kind_of(object);
    if (kind == KIND_NONE)
        return 0;
    const char *headline = headline_of(object);
    int score = kind == KIND_ARTICLE ? 40 : kind == KIND_PAGE ? 20 : 5;
    if (member(object, "datePublished") != NULL || member(object, "uploadDate") != NULL)
        score += 10;
    if (member(object, "headline") != NULL)
        score += 5;
    if (search->address != NULL && is_about(search->address, object))
        score += 12;
    if (headline != NULL && search->title != NULL && strstr(search->title, headline) != NULL)
        score += 12;
    return score - 8 * (int)depth;
}

/* ---- the walk ---- */

static void push(Search *search, const json_t *value, guint depth)
{
    Visit visit = {value, depth};
    if ((json_is_object(value) || json_is_array(value)) && depth <= MAX_DEPTH &&
        search->pending->len < MAX_OBJECTS)
        g_array_append_val(search->pending, visit);
}

/* Other articles, comments and lists are not walked into; what is left is the article wherever it hangs. */
static void push_members(Search *search, const json_t *object, guint depth)
{
    static const char *const elsewhere[] = {"comment",         "review",          "itemListElement",
                                            "isPartOf",        "hasPart",         "citation",
                                            "mentions",        "about",           "author",
                                            "publisher",       "creator",         "blogPost",
                                            "video",           "image",           "relatedLink",
                                            "potentialAction", "isBasedOn",       "liveBlogUpdate",
                                            "associatedMedia", "suggestedAnswer", NULL};
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value) if (!g_strv_contains(elsewhere, name))
        push(search, value, depth + (strcmp(name, "@graph") == 0 ? 0 : 1));
}

static void look_at(Search *search, const json_t *object, guint depth)
{
    const char *id = member(object, "@id");
    if (id != NULL && json_object_size(object) > 1 && !g_hash_table_contains(search->by_id, id))
        g_hash_table_insert(search->by_id, (gpointer)id, (gpointer)object);
    int score = score_of(search, object, depth);
    if (score > search->best_score) {
        search->best = object;
        search->best_score = score;
    }
    push_members(search, object, depth);
}

static void walk(Search *search, const json_t *root)
{
    g_array_set_size(search->pending, 0);
    push(search, root, 0);
    for (guint i = 0; i < search->pending->len; i++) {
        Visit visit = g_array_index(search->pending, Visit, i);
        const json_t *one;
        size_t index;
        if (json_is_object(visit.object))
            look_at(search, visit.object, visit.depth);
        else
            json_array_foreach(visit.object, index, one) push(search, one, visit.depth);
    }
}

/* ---- what it says ---- */

static const json_t *resolve(const Search *search, const json_t *value)
{
    const char *id = json_is_object(value) && json_object_size(value) <= 2 ? member(value, "@id") : NULL;
    const json_t *object = id != NULL ? g_hash_table_lookup(search->by_id, id) : NULL;
    return object != NULL ? object : value;
}

static const char *name_of(const Search *search, const json_t *value)
{
    const json_t *object = resolve(search, first_of(value));
    return json_is_object(object) ? member(object, "name") : string_of(object);
}

static void add_names(const Search *search, const json_t *value, GPtrArray *names)
{
    const json_t *one;
    size_t index;
    if (!json_is_array(value)) {
        const json_t *object = resolve(search, value);
        const json_t *name = json_is_object(object) ? json_object_get(object, "name") : object;
        if (json_is_array(name))
            json_array_foreach(name, index, one)
            {
                if (string_of(one) != NULL && names->len < MAX_AUTHORS)
                    g_ptr_array_add(names, g_strdup(string_of(one)));
            }
        else if (string_of(name) != NULL && names->len < MAX_AUTHORS)
            g_ptr_array_add(names, g_strdup(string_of(name)));
        return;
    }
    json_array_foreach(value, index, one) if (!json_is_array(one)) add_names(search, one, names);
}

/* Whether the first author is said to be an organisation. */
static gboolean is_organisation(const Search *search, const json_t *author)
{
    const char *type = member(resolve(search, first_of(author)), "@type");
    return type != NULL && g_str_has_suffix(type_name(type), "Organization");
}

static OsintLinkedData *data_of(const Search *search)
{
    const json_t *object = search->best;
    const char *published = member(object, "datePublished");
    OsintLinkedData *data = g_new0(OsintLinkedData, 1);
    data->article = kind_of(object) == KIND_ARTICLE;
    data->headline = g_strdup(headline_of(object));
    data->published = g_strdup(published != NULL ? published : member(object, "uploadDate"));
    data->created = g_strdup(member(object, "dateCreated"));
    data->updated = g_strdup(member(object, "dateModified"));
    data->publisher = g_strdup(name_of(search, json_object_get(object, "publisher")));
    data->url = g_strdup(member(object, "url"));
    data->language = g_strdup(member(object, "inLanguage"));
    data->authors = g_ptr_array_new_with_free_func(g_free);
    data->organisations = is_organisation(search, json_object_get(object, "author"));
    add_names(search, json_object_get(object, "author"), data->authors);
    if (data->authors->len == 0)
        add_names(search, json_object_get(object, "creator"), data->authors);
    return data;
}

static json_t *parse(const char *text)
{
    if (strlen(text) > MAX_SCRIPT)
        return NULL;
    json_t *json = json_loads(text, JSON_ALLOW_NUL, NULL);
    if (json != NULL)
        return json;
    g_autofree char *mended = osint_jsonld_repair(text);
    return json_loads(mended, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, NULL);
}

OsintLinkedData *osint_linked_data_read(const GPtrArray *scripts, const char *address, const char *title)
{
    g_autoptr(GPtrArray) trees = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    g_autoptr(GArray) pending = g_array_new(FALSE, FALSE, sizeof(Visit));
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    Search search = {.address = address, .title = title, .pending = pending, .by_id = by_id};
    for (guint i = 0; i < scripts->len; i++) {
        json_t *json = parse(g_ptr_array_index(scripts, i));
        if (json == NULL)
            continue;
        g_ptr_array_add(trees, json);
        walk(&search, json);
    }
    return search.best != NULL ? data_of(&search) : NULL;
}

void osint_linked_data_free(OsintLinkedData *data)
{
    g_free(data->headline);
    g_free(data->published);
    g_free(data->created);
    g_free(data->updated);
    g_ptr_array_unref(data->authors);
    g_free(data->publisher);
    g_free(data->url);
    g_free(data->language);
    g_free(data);
}
