/* What the build embedded (embed.cmake), by name. */
#include "web/static.h"

#include "web/embedded.h"

const OsintStatic *osint_static_find(const char *name)
{
    static const OsintStatic files[] = {
        {"style.css", "text/css", osint_style_css, sizeof osint_style_css, OSINT_STYLE_CSS_VERSION},
        {"icon.svg", "image/svg+xml", osint_icon_svg, sizeof osint_icon_svg, OSINT_ICON_SVG_VERSION},
    };
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        if (g_str_equal(files[i].name, name))
            return &files[i];
    }
    return NULL;
}
