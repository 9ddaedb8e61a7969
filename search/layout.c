/* Two steps: Graphviz places points by stress majorization (Gansner, Koren and North, Graph Drawing by Stress
 * Majorization, 2004); these are turned and stretched into the wanted field, and Graphviz moves them apart as
 * far as their boxes overlap (PRISM: Gansner and Hu, Efficient, Proximity-Preserving Node Overlap Removal,
 * 2010). */
#include "search/layout.h"

#include <dlfcn.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "search/layout-module.h"

#define GATHERED 0.75 /* the power of a distance from the middle that is left of it */
#define ROOM 3.0      /* the field has so many times the area of the boxes before they are moved apart */

static const OsintLayoutModule *loaded;

GQuark osint_layout_error_quark(void)
{
    return g_quark_from_static_string("osint-layout-error");
}

/* ---- the module ---- */

/* Beside a program in bin or in lib/cgi-bin, wherever these are; else where the program was to be installed.
 */
static char *installed_file(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : NULL;
    g_autofree char *above = folder != NULL ? g_path_get_dirname(folder) : NULL;
    g_autofree char *file = NULL;
    if (folder != NULL && g_str_has_suffix(folder, "/bin"))
        file = g_build_filename(above, "lib", "osint-search", OSINT_LAYOUT_FILE, NULL);
    else if (folder != NULL && g_str_has_suffix(folder, "/lib/cgi-bin"))
        file = g_build_filename(above, "osint-search", OSINT_LAYOUT_FILE, NULL);
    if (file != NULL && access(file, R_OK) == 0)
        return g_steal_pointer(&file);
    return g_strdup(OSINT_MODULES "/" OSINT_LAYOUT_FILE);
}

static gboolean fits(const OsintLayoutModule *module)
{
    return module != NULL && g_str_equal(module->program, OSINT_VERSION) &&
           module->box == sizeof(OsintLayoutBox) && module->tie == sizeof(OsintLayoutTie);
}

gboolean osint_layout_load(const char *file, GError **error)
{
    if (loaded != NULL)
        return TRUE;
    g_autofree char *installed = file == NULL ? installed_file() : NULL;
    void *module = dlopen(file != NULL ? file : installed, RTLD_NOW | RTLD_LOCAL);
    if (module == NULL) {
        g_set_error(error, OSINT_LAYOUT_ERROR, OSINT_LAYOUT_ERROR_MISSING, "%s", dlerror());
        return FALSE;
    }
    const OsintLayoutModule *found = dlsym(module, OSINT_LAYOUT_SYMBOL);
    if (fits(found)) {
        loaded = found;
        return TRUE;
    }
    dlclose(module);
    g_set_error(error, OSINT_LAYOUT_ERROR, OSINT_LAYOUT_ERROR_MISSING, "%s is of another version",
                file != NULL ? file : installed);
    return FALSE;
}

/* ---- the field ---- */

typedef struct {
    double left, top, right, bottom;
} Field;

static Field field_of(const OsintLayoutBox *boxes, guint count)
{
    Field field = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
    for (guint i = 0; i < count; i++) {
        field.left = MIN(field.left, boxes[i].x - boxes[i].width / 2);
        field.right = MAX(field.right, boxes[i].x + boxes[i].width / 2);
        field.top = MIN(field.top, boxes[i].y - boxes[i].height / 2);
        field.bottom = MAX(field.bottom, boxes[i].y + boxes[i].height / 2);
    }
    return field;
}

/* Turned so that they spread the most along x, or along y when the field is high (principal axis). */
static void turn(OsintLayoutBox *boxes, guint count, gboolean high)
{
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (guint i = 0; i < count; i++) {
        x += boxes[i].x / count;
        y += boxes[i].y / count;
    }
    for (guint i = 0; i < count; i++) {
        double dx = boxes[i].x - x, dy = boxes[i].y - y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    double angle = atan2(2 * xy, xx - yy) / 2 - (high ? G_PI_2 : 0);
    for (guint i = 0; i < count; i++) {
        double dx = boxes[i].x - x, dy = boxes[i].y - y;
        boxes[i].x = dx * cos(angle) + dy * sin(angle);
        boxes[i].y = dy * cos(angle) - dx * sin(angle);
    }
}

/* Outliers come nearer to the middle, where it is crowded, and more so the further out they are. */
static void gather(OsintLayoutBox *boxes, guint count)
{
    for (guint i = 0; i < count; i++) {
        double scale = pow(MAX(hypot(boxes[i].x, boxes[i].y), 1e-6), GATHERED - 1);
        boxes[i].x *= scale;
        boxes[i].y *= scale;
    }
}

static double spread(double low, double high)
{
    return MAX(high - low, 1e-6);
}

/* What a side leaves for centres. */
static double room(double side, double boxes)
{
    return MAX(side - boxes, side / 4);
}

/* Together the boxes fill a field of the aspect that has room for them. */
static void stretch(OsintLayoutBox *boxes, guint count, double aspect)
{
    double area = 0, widths = 0, heights = 0, left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE,
           bottom = -G_MAXDOUBLE;
    for (guint i = 0; i < count; i++) {
        area += boxes[i].width * boxes[i].height;
        widths += boxes[i].width / count;
        heights += boxes[i].height / count;
        left = MIN(left, boxes[i].x);
        right = MAX(right, boxes[i].x);
        top = MIN(top, boxes[i].y);
        bottom = MAX(bottom, boxes[i].y);
    }
    double width = sqrt(ROOM * area * aspect), height = width / aspect;
    double x = room(width, widths) / spread(left, right), y = room(height, heights) / spread(top, bottom);
    for (guint i = 0; i < count; i++) {
        boxes[i].x = (boxes[i].x - left) * x;
        boxes[i].y = (boxes[i].y - top) * y;
    }
}

/* PRISM's triangulation goes by addresses, which its sums show in their last bits. */
static double to_tenths(double number)
{
    return round(number * 10) / 10;
}

static gboolean check(const OsintLayoutBox *boxes, guint boxes_count, const OsintLayoutTie *ties,
                      guint ties_count)
{
    for (guint i = 0; i < boxes_count; i++)
        if (!(boxes[i].width > 0 && boxes[i].width <= OSINT_LAYOUT_SIDE && boxes[i].height > 0 &&
              boxes[i].height <= OSINT_LAYOUT_SIDE))
            return FALSE;
    for (guint i = 0; i < ties_count; i++)
        if (ties[i].from >= boxes_count || ties[i].to >= boxes_count || ties[i].from == ties[i].to ||
            !(ties[i].length >= 1 && ties[i].length <= 100))
            return FALSE;
    return boxes_count <= OSINT_LAYOUT_BOXES && ties_count <= OSINT_LAYOUT_TIES;
}

static gboolean fail(GError **error)
{
    g_set_error_literal(error, OSINT_LAYOUT_ERROR, OSINT_LAYOUT_ERROR_FAILED,
                        "Graphviz could not lay out the network");
    return FALSE;
}

gboolean osint_layout_place(OsintLayoutBox *boxes, guint boxes_count, const OsintLayoutTie *ties,
                            guint ties_count, double aspect, double *width, double *height, GError **error)
{
    g_assert(check(boxes, boxes_count, ties, ties_count));
    if (!osint_layout_load(NULL, error))
        return FALSE;
    if (boxes_count > 1) {
        if (!loaded->place(boxes, boxes_count, ties, ties_count, FALSE))
            return fail(error);
        turn(boxes, boxes_count, aspect < 1);
        gather(boxes, boxes_count);
        stretch(boxes, boxes_count, aspect);
        if (!loaded->place(boxes, boxes_count, ties, ties_count, TRUE))
            return fail(error);
    }
    Field field = field_of(boxes, boxes_count);
    for (guint i = 0; i < boxes_count; i++) {
        boxes[i].x = to_tenths(boxes[i].x - field.left);
        boxes[i].y = to_tenths(boxes[i].y - field.top);
    }
    *width = ceil(MAX(field.right - field.left, 0) - 1e-6);
    *height = ceil(MAX(field.bottom - field.top, 0) - 1e-6);
    return TRUE;
}
