/* Words of names. A name is cut into words at punctuation and at capitals ("articleBody", "post_content"),
 * each word is looked up, and a word for an article right before one for its body counts as more than both.
 * The lists were begun from those of Readability.js (regular expressions unlikelyCandidates, positive,
 * negative) and trafilatura (its XPath expressions), and go on in other languages. */
#include "indexer/readers/html/clues.h"

#include <string.h>

/* A list of classes may be as long as the author of a style sheet likes; names come first. */
#define MAX_NAMES 300
#define MAX_WORD 24

typedef struct {
    OsintClue clue;
    const char *words;
} Words;

static const Words vocabulary[] = {
    {OSINT_CLUE_AD,
     "ad ads adv advert advertisement advertisements advertising advertorial adsense adslot adunit "
     "adbox adwrap adcontainer anzeige banner dfp gpt google leaderboard mpu outbrain publicidad "
     "publicidade publicite reklama reklam sponsor sponsored sponsors taboola teads werbung"},
    {OSINT_CLUE_ARTICLE,
     "article articulo artigo artikel articolo news newsitem story post entry blog blogpost single "
     "nota noticia notizia nachricht beitrag statya novost"},
    {OSINT_CLUE_ARTICLE_BODY,
     "articlebody articlecontent articletext artikeltext bodycopy bodytext contentbody "
     "entrycontent entrytext maintext newsbody newstext pagecontent postbody postcontent "
     "posttext richtext rte storybody storycontent storytext textbody wysiwyg"},
    {OSINT_CLUE_AUTHOR, "author authors autor autore autores auteur byline bylines contributor contributors "
                        "contribs creator journalist redacteur reporter writer writers avtor"},
    {OSINT_CLUE_BIOGRAPHY, "about bio bios biography authorbio authorbox profile vcard"},
    {OSINT_CLUE_BODY,
     "body content contents conteudo contenido contenu contenuto copy cuerpo corps inhalt text "
     "texte texto testo"},
    {OSINT_CLUE_BUTTON, "btn button buttons click cta"},
    {OSINT_CLUE_CAPTION, "caption captions figcaption legend legende pie bildunterschrift"},
    {OSINT_CLUE_CARD,
     "card cards item items teaser teasers tile tiles thumb thumbnail thumbnails promo excerpt"},
    {OSINT_CLUE_COMMENT,
     "comment comments commentary commenting comentario comentarios commentaire commentaires "
     "commenti commento disqus discussion discuss kommentar kommentare kommentarer komentar reply "
     "replies respond response responses viafoura coral livefyre spotim openweb"},
    {OSINT_CLUE_COOKIE,
     "cookie cookies consent gdpr ccpa privacy onetrust didomi cmp cookiebar cookiebanner policy"},
    {OSINT_CLUE_CREDIT,
     "credit credits copyright copyrights source sources attribution photographer quelle fuente"},
    {OSINT_CLUE_DATE,
     "date dates dateline datetime datum fecha data published publish pubdate modified updated "
     "update time timestamp posted readtime reading"},
    {OSINT_CLUE_DIALOG,
     "dialog popup popover modal overlay tooltip lightbox toast interstitial alert notification"},
    {OSINT_CLUE_EMBED,
     "embed embedded tweet twitter instagram facebook tiktok youtube video videos player audio "
     "podcast widget widgets iframe listen jwplayer brightcove"},
    {OSINT_CLUE_FACTS, "facts factbox infobox keypoints highlights takeaways toc contents glance"},
    {OSINT_CLUE_FOOTER, "footer foot bottom colophon imprint impressum legal"},
    {OSINT_CLUE_GALLERY,
     "gallery galleries galerie galeria carousel slideshow slide slides slider slick swiper "
     "photo photos image images img picture pictures media figure bild foto fotos"},
    {OSINT_CLUE_HEADER, "header head masthead topbar hero top banner"},
    {OSINT_CLUE_HIDDEN,
     "hidden hide invisible offscreen sr visuallyhidden accessibility screenreader noprint skip "
     "collapsed"},
    {OSINT_CLUE_LEAD,
     "lead lede lead standfirst deck dek intro introduction abstract summary subtitle subhead "
     "subheadline subheading description chapo entradilla vorspann teasertext sapo kicker"},
    {OSINT_CLUE_LIST, "list lists listing listings grid feed stream archive river index"},
    {OSINT_CLUE_LIVE, "live liveblog ticker timeline"},
    {OSINT_CLUE_MAIN, "main primary hauptinhalt principal maincontent mainbody"},
    {OSINT_CLUE_META,
     "meta metadata info infos details tools toolbar utility actions action byline label labels"},
    {OSINT_CLUE_NAVIGATION,
     "nav navbar navigation menu menus breadcrumb breadcrumbs crumb crumbs pagination pager "
     "paging prev previous next tab tabs tablist sitemap jump link links search login signin "
     "language languages"},
    {OSINT_CLUE_NOTE,
     "note notes notice correction corrections disclaimer disclosure footnote footnotes reference "
     "references endnote"},
    {OSINT_CLUE_PARAGRAPH, "paragraph paragraphs para prose p graf"},
    {OSINT_CLUE_PAYWALL,
     "paywall premium subscriber subscribers piano regwall barrier meter metered locked members "
     "membership"},
    {OSINT_CLUE_POPULAR,
     "popular trending trend mostread mostviewed mostpopular hot latest recent top new newest "
     "headlines breaking meistgelesen"},
    {OSINT_CLUE_PROMOTION,
     "promo promos promotion promotional campaign offer offers donate donation appeal support "
     "marketing upsell house inline interrupter"},
    {OSINT_CLUE_QUOTE, "quote pullquote quotes blockquote zitat cita citation"},
    {OSINT_CLUE_RATING,
     "rating ratings rate stars score vote votes poll like likes reaction reactions review "
     "feedback helpful"},
    {OSINT_CLUE_RELATED,
     "related relatedposts relateds relacionadas relacionados recommend recommended "
     "recommendation recommendations recommends recirc recirculation readmore readnext more "
     "morefrom also similar suggested suggestion suggestions upnext seealso yarpp crp further "
     "correlati verwandte associated relate rel otros otras"},
    {OSINT_CLUE_SHARE,
     "share shares sharing sharebar sharedaddy addthis addtoany social socials follow bookmark "
     "compartir partager teilen condividi email print whatsapp telegram linkedin pinterest"},
    {OSINT_CLUE_SHOP,
     "shop shopping store product products price buy cart commerce affiliate deal deals order"},
    {OSINT_CLUE_SIDEBAR,
     "sidebar side aside rail secondary complementary column right rightcol leftcol lateral "
     "margin"},
    {OSINT_CLUE_SUBSCRIBE,
     "subscribe subscription subscriptions newsletter newsletters signup register registration "
     "optin form forms mailchimp inscription abo suscripcion boletin enews"},
    {OSINT_CLUE_TAGS,
     "tag tags tagged category categories cat topic topics keyword keywords eyebrow rubric rubrik "
     "taxonomy cats terms hashtag"},
    {OSINT_CLUE_TITLE, "title titles titulo titre titel titolo headline heading hed headlines h1"},
};

/* A word may speak for several things. */
static void add_word(GHashTable *words, const char *word, OsintClue clue)
{
    OsintClues *clues = g_hash_table_lookup(words, word);
    if (clues == NULL) {
        clues = g_new0(OsintClues, 1);
        g_hash_table_insert(words, g_strdup(word), clues);
    }
    *clues |= OSINT_CLUE_BIT(clue);
}

static GHashTable *table(void)
{
    static GHashTable *words;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        for (gsize i = 0; i < G_N_ELEMENTS(vocabulary); i++) {
            g_auto(GStrv) list = g_strsplit(vocabulary[i].words, " ", -1);
            for (char **word = list; *word != NULL; word++)
                add_word(words, *word, vocabulary[i].clue);
        }
        g_once_init_leave(&ready, 1);
    }
    return words;
}

/* The next word of a name, in lower case; its length, 0 at the end. *joined: it follows the word before in
 * the same name. */
static gsize next_word(const char **at, const char *end, char word[MAX_WORD], gboolean *joined)
{
    const char *from = *at;
    *joined = TRUE;
    while (from < end && !g_ascii_isalpha(*from)) {
        *joined = *joined && !g_ascii_isspace(*from);
        from++;
    }
    gsize length = 0;
    const char *to = from;
    while (to < end && g_ascii_isalpha(*to)) {
        if (to > from && g_ascii_isupper(*to) && g_ascii_islower(to[-1]))
            break;
        if (length < MAX_WORD - 1)
            word[length++] = g_ascii_tolower(*to);
        to++;
    }
    word[length] = '\0';
    *at = to;
    return length;
}

static OsintClues clues_of_names(const char *names)
{
    const char *at = names, *end = names + strnlen(names, MAX_NAMES);
    char word[MAX_WORD];
    OsintClues all = 0, before = 0;
    gboolean joined;
    while (next_word(&at, end, word, &joined) > 0) {
        const OsintClues *known = g_hash_table_lookup(table(), word);
        OsintClues clues = known != NULL ? *known : 0;
        if (joined && (before & OSINT_CLUE_BIT(OSINT_CLUE_ARTICLE)) != 0 &&
            (clues & OSINT_CLUE_BIT(OSINT_CLUE_BODY)) != 0)
            all |= OSINT_CLUE_BIT(OSINT_CLUE_ARTICLE_BODY);
        all |= clues;
        before = clues;
    }
    return all;
}

static gboolean names_content(const char *attribute)
{
    static const char *const with_names[] = {"class",          "id",          "role",      "itemprop",
                                             "data-component", "data-testid", "data-qa",   "data-type",
                                             "data-module",    "data-name",   "aria-label"};
    for (gsize i = 0; i < G_N_ELEMENTS(with_names); i++)
        if (strcmp(attribute, with_names[i]) == 0)
            return TRUE;
    return FALSE;
}

static gboolean hides(const char *name, const char *value)
{
    if (strcmp(name, "hidden") == 0)
        return TRUE;
    if (strcmp(name, "aria-hidden") == 0)
        return value != NULL && strcmp(value, "true") == 0;
    return strcmp(name, "style") == 0 && value != NULL &&
           (strstr(value, "display:none") != NULL || strstr(value, "display: none") != NULL ||
            strstr(value, "visibility:hidden") != NULL);
}

OsintClues osint_clues_of(const xmlNode *element, gboolean *hidden)
{
    *hidden = FALSE;
    OsintClues clues = 0;
    for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        const char *value = attribute->children != NULL ? (const char *)attribute->children->content : NULL;
        if (hides(name, value))
            *hidden = TRUE;
        else if (value != NULL && names_content(name))
            clues |= clues_of_names(value);
    }
    return clues;
}
