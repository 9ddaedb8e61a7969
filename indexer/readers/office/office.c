/* Which form is in a ZIP container: by its mimetype, or by the types of its parts. */
#include "indexer/readers/office/office.h"

#include "indexer/readers/office/parts.h"

#include <string.h>

typedef struct {
    const char *mark; /* in the mimetype, or in the type of the main part */
    const char *media_type;
    const char *what; /* for a form that is not read, else NULL */
    void (*read)(OsintDocument *document, OsintContainer *container);
    void (*read_part)(OsintDocument *document, OsintContainer *container, const char *main_part);
} Form;

static const Form by_mimetype[] = {
    {"application/epub+zip", "application/epub+zip", NULL, osint_epub_read, NULL},
    {"opendocument.text", "application/vnd.oasis.opendocument.text", NULL, osint_odf_read, NULL},
    {"opendocument.presentation", "application/vnd.oasis.opendocument.presentation", NULL, osint_odf_read,
     NULL},
    {"opendocument.spreadsheet", NULL, "a spreadsheet (ODS)", NULL, NULL},
    {"opendocument.", NULL, "an OpenDocument file that is no text", NULL, NULL},
};

static const Form by_content_type[] = {
    {"wordprocessingml.", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", NULL,
     NULL, osint_docx_read},
    {"ms-word.", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", NULL, NULL,
     osint_docx_read},
    {"presentationml.", "application/vnd.openxmlformats-officedocument.presentationml.presentation", NULL,
     NULL, osint_pptx_read},
    {"ms-powerpoint.", "application/vnd.openxmlformats-officedocument.presentationml.presentation", NULL,
     NULL, osint_pptx_read},
    {"spreadsheetml.", NULL, "a spreadsheet (XLSX)", NULL, NULL},
    {"ms-excel.", NULL, "a spreadsheet (XLSX)", NULL, NULL},
};

static const Form *find_form(const Form *forms, gsize count, const char *type)
{
    for (gsize i = 0; i < count; i++)
        if (strstr(type, forms[i].mark) != NULL)
            return &forms[i];
    return NULL;
}

/* The type of a part, as the container's list says. */
static char *content_type_of(OsintContainer *container, const char *part)
{
    xmlDoc *tree = osint_container_xml(container, "[Content_Types].xml");
    const xmlNode *top = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    char *type = NULL;
    for (const xmlNode *node = top != NULL ? top->children : NULL; node != NULL && type == NULL;
         node = node->next) {
        g_autofree char *name =
            osint_part_is(node, "Override") ? osint_part_attribute(node, "PartName") : NULL;
        if (name != NULL && g_ascii_strcasecmp(*name == '/' ? name + 1 : name, part) == 0)
            type = osint_part_attribute(node, "ContentType");
    }
    xmlFreeDoc(tree);
    return type;
}

/* The main part of an OOXML document: what the container's own relations call the document. */
static char *main_part_of(OsintContainer *container)
{
    xmlDoc *tree = osint_container_xml(container, "_rels/.rels");
    const xmlNode *top = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    char *part = NULL;
    for (const xmlNode *node = top != NULL ? top->children : NULL; node != NULL && part == NULL;
         node = node->next) {
        g_autofree char *type =
            osint_part_is(node, "Relationship") ? osint_part_attribute(node, "Type") : NULL;
        g_autofree char *target = type != NULL ? osint_part_attribute(node, "Target") : NULL;
        if (target != NULL && g_str_has_suffix(type, "/officeDocument"))
            part = osint_part_resolve("", target);
    }
    xmlFreeDoc(tree);
    if (part == NULL)
        part = g_strdup(osint_container_find(container, "word/document.xml"));
    return part;
}

static void read_as(OsintDocument *document, OsintContainer *container, const Form *form,
                    const char *main_part)
{
    if (form->what != NULL) {
        osint_document_refuse(document, 0, 0, "format-unknown", "it looks like %s", form->what);
        return;
    }
    if (document->part == NULL)
        document->media_type = form->media_type;
    if (form->read != NULL)
        form->read(document, container);
    else
        form->read_part(document, container, main_part);
}

void osint_office_read(OsintDocument *document, const char *data, gsize length)
{
    g_autoptr(OsintContainer) container = osint_container_open(document, data, length);
    if (container == NULL)
        return;
    gsize width;
    const char *mimetype = osint_container_part(container, "mimetype", &width);
    const Form *form = mimetype != NULL ? find_form(by_mimetype, G_N_ELEMENTS(by_mimetype), mimetype) : NULL;
    if (form == NULL && osint_container_part(container, "META-INF/container.xml", &width) != NULL)
        form = &by_mimetype[0];
    g_autofree char *main_part = form == NULL ? main_part_of(container) : NULL;
    if (main_part != NULL) {
        g_autofree char *type = content_type_of(container, main_part);
        form = find_form(by_content_type, G_N_ELEMENTS(by_content_type), type != NULL ? type : "");
        if (form == NULL && g_str_has_suffix(main_part, "word/document.xml"))
            form = &by_content_type[0];
    }
    if (form != NULL)
        read_as(document, container, form, main_part);
    else
        osint_document_refuse(document, 0, 0, "format-unknown", "it looks like a ZIP archive");
}
