/* Elements are known by name, under any prefix; where others use the name too, by what stands behind it. */
#include "indexer/readers/roots.h"

#include <string.h>

#define MAX_JUNK 2048

typedef struct {
    const char *name;
    const char *with; /* what the text must have as well; NULL for nothing */
    OsintForm form;
    const char *what;
} Root;

static const Root roots[] = {
    {"rss", NULL, OSINT_FORM_RSS, "an RSS feed"},
    {"RDF", "rss", OSINT_FORM_RSS, "an RSS feed"},
    {"RDF", "my.netscape.com/rdf", OSINT_FORM_RSS, "an RSS feed"},
    {"RDF", "<channel", OSINT_FORM_RSS, "an RSS feed"},
    {"RDF", NULL, OSINT_FORM_FOREIGN, "an RDF document"},
    {"CHANNEL", NULL, OSINT_FORM_RSS, "a CDF channel"},
    {"channel", "<item", OSINT_FORM_RSS, "an RSS feed"},
    {"feed", NULL, OSINT_FORM_ATOM, "an Atom feed"},
    {"entry", "www.w3.org/2005/Atom", OSINT_FORM_ATOM, "an Atom entry"},
    {"nitf", NULL, OSINT_FORM_NITF, "a NITF document"},
    {"NewsML", NULL, OSINT_FORM_NEWSML, "a NewsML document"},
    {"newsMessage", NULL, OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"newsItem", "iptc.org/std/nar", OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"newsItem", "guid=", OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"packageItem", "guid=", OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"knowledgeItem", "guid=", OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"conceptItem", "guid=", OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"planningItem", "guid=", OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"catalogItem", "guid=", OSINT_FORM_NEWSML_G2, "a NewsML-G2 document"},
    {"document", "urn:oasis:names:tc:opendocument", OSINT_FORM_FLAT_ODF, "an OpenDocument text"},
    {"svg", NULL, OSINT_FORM_FOREIGN, "an SVG image"},
};

gboolean osint_root_form(const char *at, OsintForm *form, const char **what)
{
    if (*at != '<')
        return FALSE;
    gsize width = strcspn(at + 1, " \t\r\n/><");
    g_autofree char *name = g_strndup(at + 1, width);
    const char *colon = strchr(name, ':'), *local = colon != NULL ? colon + 1 : name;
    for (gsize i = 0; i < G_N_ELEMENTS(roots); i++) {
        const Root *root = &roots[i];
        /* RSS was written in capitals, too; CDF always was. */
        gboolean same = root->form == OSINT_FORM_RSS && *root->name == 'r'
                            ? g_ascii_strcasecmp(local, root->name) == 0
                            : strcmp(local, root->name) == 0;
        if (same && (root->with == NULL || strstr(at, root->with) != NULL)) {
            *form = root->form;
            *what = root->what;
            return TRUE;
        }
    }
    return FALSE;
}

const char *osint_root_behind_junk(const char *text)
{
    const char *declaration = strstr(text, "<?xml");
    if (declaration == NULL || declaration - text > MAX_JUNK)
        return NULL;
    /* A text about XML quotes it. */
    gboolean quoted = g_strstr_len(text, declaration - text, "```") != NULL ||
                      g_strstr_len(text, declaration - text, "<![CDATA[") != NULL ||
                      g_strstr_len(text, declaration - text, "<html") != NULL;
    return quoted ? NULL : declaration;
}
