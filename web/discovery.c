/* Templates have absolute addresses: a description is read apart from the site. */
#include "web/discovery.h"

#include "web/html.h"

typedef struct {
    const char *media_type, *parameters;
} Form;

static void append_url(OsintHtml *xml, const OsintRequest *request, const Form *form)
{
    html_format(xml,
                "<Url type=\"%s\" rel=\"results\" method=\"get\" template=\"%s%s/?q={searchTerms}%s\"/>\n",
                form->media_type, request->origin, request->base, form->parameters);
}

GString *osint_opensearch_document(const OsintRequest *request)
{
    static const Form forms[] = {{"text/html", ""},
                                 {"application/atom+xml", "&sort=newest&page={startPage?}&format=atom"},
                                 {"application/json", "&page={startPage?}&format=json"}};
    OsintHtml *xml = osint_html_new(NULL);
    html_raw(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
                  "<ShortName>osint-search</ShortName>\n"
                  "<LongName>osint-search: passages of articles</LongName>\n"
                  "<Description>Searches published articles, and shows the passages that matter and "
                  "whom they are about.</Description>\n");
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
        append_url(xml, request, &forms[i]);
    html_format(xml,
                "<Url type=\"application/opensearchdescription+xml\" rel=\"self\" "
                "template=\"%s%s/opensearch.xml\"/>\n"
                "<Image width=\"64\" height=\"64\" type=\"image/svg+xml\">%s%s/static/icon.svg</Image>\n",
                request->origin, request->base, request->origin, request->base);
    html_raw(xml, "<Query role=\"example\" searchTerms=\"suspects left japan\"/>\n"
                  "<SyndicationRight>limited</SyndicationRight>\n<AdultContent>false</AdultContent>\n"
                  "<Language>*</Language>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
                  "<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n");
    return osint_html_finish(xml);
}

GString *osint_robots_document(const OsintRequest *request)
{
    GString *text = g_string_new("# In effect when this stands at the root of the host; every page says as "
                                 "much in X-Robots-Tag.\nUser-agent: *\nDisallow: ");
    g_string_append_uri_escaped(text, request->base, "/", FALSE);
    g_string_append(text, "/\n");
    return text;
}
