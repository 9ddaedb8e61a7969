/* Names of elements, sorted, and what they are. */
#include "indexer/readers/html/elements.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    OsintElement element;
} Name;

static const Name names[] = {
    {"a", OSINT_ELEMENT_A},
    {"address", OSINT_ELEMENT_ADDRESS},
    {"applet", OSINT_ELEMENT_SKIPPED},
    {"area", OSINT_ELEMENT_SKIPPED},
    {"article", OSINT_ELEMENT_ARTICLE},
    {"aside", OSINT_ELEMENT_ASIDE},
    {"audio", OSINT_ELEMENT_SKIPPED},
    {"blockquote", OSINT_ELEMENT_BLOCKQUOTE},
    {"body", OSINT_ELEMENT_BODY},
    {"br", OSINT_ELEMENT_BR},
    {"button", OSINT_ELEMENT_BUTTON},
    {"canvas", OSINT_ELEMENT_SKIPPED},
    {"caption", OSINT_ELEMENT_CAPTION},
    {"center", OSINT_ELEMENT_DIV},
    {"datalist", OSINT_ELEMENT_SKIPPED},
    {"dd", OSINT_ELEMENT_DD},
    {"details", OSINT_ELEMENT_DETAILS},
    {"dialog", OSINT_ELEMENT_DIALOG},
    {"dir", OSINT_ELEMENT_LIST},
    {"div", OSINT_ELEMENT_DIV},
    {"dl", OSINT_ELEMENT_DL},
    {"dt", OSINT_ELEMENT_DT},
    {"fieldset", OSINT_ELEMENT_FORM},
    {"figcaption", OSINT_ELEMENT_CAPTION},
    {"figure", OSINT_ELEMENT_FIGURE},
    {"footer", OSINT_ELEMENT_FOOTER},
    {"form", OSINT_ELEMENT_FORM},
    {"frameset", OSINT_ELEMENT_SKIPPED},
    {"h1", OSINT_ELEMENT_H1},
    {"h2", OSINT_ELEMENT_H2},
    {"h3", OSINT_ELEMENT_H3},
    {"h4", OSINT_ELEMENT_H4},
    {"h5", OSINT_ELEMENT_H5},
    {"h6", OSINT_ELEMENT_H6},
    {"head", OSINT_ELEMENT_DIV},
    {"header", OSINT_ELEMENT_HEADER},
    {"hgroup", OSINT_ELEMENT_DIV},
    {"hr", OSINT_ELEMENT_DIV},
    {"html", OSINT_ELEMENT_DIV},
    {"iframe", OSINT_ELEMENT_SKIPPED},
    {"label", OSINT_ELEMENT_LABEL},
    {"legend", OSINT_ELEMENT_LABEL},
    {"li", OSINT_ELEMENT_LI},
    {"link", OSINT_ELEMENT_SKIPPED},
    {"main", OSINT_ELEMENT_MAIN},
    {"map", OSINT_ELEMENT_SKIPPED},
    {"math", OSINT_ELEMENT_SKIPPED},
    {"menu", OSINT_ELEMENT_LIST},
    {"meta", OSINT_ELEMENT_SKIPPED},
    {"nav", OSINT_ELEMENT_NAV},
    {"noframes", OSINT_ELEMENT_SKIPPED},
    {"noscript", OSINT_ELEMENT_NOSCRIPT},
    {"object", OSINT_ELEMENT_SKIPPED},
    {"ol", OSINT_ELEMENT_LIST},
    {"optgroup", OSINT_ELEMENT_SKIPPED},
    {"option", OSINT_ELEMENT_SKIPPED},
    {"p", OSINT_ELEMENT_P},
    {"picture", OSINT_ELEMENT_SKIPPED},
    {"pre", OSINT_ELEMENT_PRE},
    {"rp", OSINT_ELEMENT_SKIPPED},
    {"rt", OSINT_ELEMENT_SKIPPED},
    {"script", OSINT_ELEMENT_SKIPPED},
    {"search", OSINT_ELEMENT_FORM},
    {"section", OSINT_ELEMENT_SECTION},
    {"select", OSINT_ELEMENT_SKIPPED},
    {"style", OSINT_ELEMENT_SKIPPED},
    {"summary", OSINT_ELEMENT_LABEL},
    {"svg", OSINT_ELEMENT_SKIPPED},
    {"table", OSINT_ELEMENT_TABLE},
    {"tbody", OSINT_ELEMENT_DIV},
    {"td", OSINT_ELEMENT_CELL},
    {"template", OSINT_ELEMENT_TEMPLATE},
    {"textarea", OSINT_ELEMENT_SKIPPED},
    {"tfoot", OSINT_ELEMENT_DIV},
    {"th", OSINT_ELEMENT_CELL},
    {"thead", OSINT_ELEMENT_DIV},
    {"time", OSINT_ELEMENT_TIME},
    {"title", OSINT_ELEMENT_SKIPPED},
    {"tr", OSINT_ELEMENT_TR},
    {"ul", OSINT_ELEMENT_LIST},
    {"video", OSINT_ELEMENT_SKIPPED},
};

static int compare(const void *name, const void *entry)
{
    return strcmp(name, ((const Name *)entry)->name);
}

OsintElement osint_element_find(const char *name)
{
    const Name *found = bsearch(name, names, G_N_ELEMENTS(names), sizeof names[0], compare);
    return found != NULL ? found->element : OSINT_ELEMENT_OTHER;
}

gboolean osint_element_is_block(OsintElement element)
{
    switch (element) {
    case OSINT_ELEMENT_OTHER:
    case OSINT_ELEMENT_SKIPPED:
    case OSINT_ELEMENT_A:
    case OSINT_ELEMENT_BR:
    case OSINT_ELEMENT_BUTTON:
    case OSINT_ELEMENT_CELL:
    case OSINT_ELEMENT_LABEL:
    case OSINT_ELEMENT_NOSCRIPT:
    case OSINT_ELEMENT_TIME:
        return FALSE;
    default:
        return TRUE;
    }
}

guint osint_element_heading(OsintElement element)
{
    return element >= OSINT_ELEMENT_H1 && element <= OSINT_ELEMENT_H6 ? element - OSINT_ELEMENT_H1 + 1 : 0;
}
