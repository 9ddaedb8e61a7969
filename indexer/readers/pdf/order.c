/* Recursive cuts (Nagy and Seth 1984), on pdftotext's blocks. A set of blocks is cut from top to bottom where
 * there is a gutter between two columns of text; else from left to right, where that leaves columns above or
 * below; else its first blocks are taken off. Sets are spans of one array, so that nothing is recursive. */
#include "indexer/readers/pdf/order.h"

#include <stdlib.h>

/* Pages of more blocks are tables or drawings. */
#define MOST_BLOCKS 160
/* Blocks looked at in a whole document, a second's work. */
#define MOST_STEPS 200000000
/* Steps to sort one block among the others. */
#define SORTING 10
/* A column has as many lines, and they are as wide, in heights of a letter. */
#define LEAST_LINES 3
#define LEAST_WIDTH 8.0
/* The least gutter, likewise. */
#define LEAST_GUTTER 0.6

typedef struct {
    OsintPdfBox box;
    guint start, end; /* lines */
    double size;
} Block;

typedef struct {
    guint start, end;
} Span;

static OsintPdfBox around(OsintPdfBox a, OsintPdfBox b)
{
    return (OsintPdfBox){MIN(a.left, b.left), MIN(a.top, b.top), MAX(a.right, b.right),
                         MAX(a.bottom, b.bottom)};
}

static GArray *blocks_of(const OsintPdfPages *pages, const OsintPdfPage *page)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(Block));
    for (guint i = page->start; i < page->end; i++) {
        const OsintPdfLine *line = &g_array_index(pages->lines, OsintPdfLine, i);
        if (i > page->start && line[-1].block == line->block) {
            Block *last = &g_array_index(blocks, Block, blocks->len - 1);
            last->box = around(last->box, line->box);
            last->end = i + 1;
        } else {
            Block block = {line->box, i, i + 1, line->size};
            g_array_append_val(blocks, block);
        }
    }
    return blocks;
}

/* ---- columns ---- */

/* The blocks on one side of a gutter. */
typedef struct {
    guint lines;
    double width; /* sum over the lines, in heights of a letter */
    double top, bottom;
} Side;

static Side side_of(const Block *blocks, Span span, double gutter, gboolean left)
{
    Side side = {0, 0, 1e9, -1e9};
    for (guint i = span.start; i < span.end; i++) {
        const Block *block = &blocks[i];
        if ((block->box.left < gutter) != left)
            continue;
        guint lines = block->end - block->start;
        side.lines += lines;
        side.width += lines * (block->box.right - block->box.left) / MAX(block->size, 1);
        side.top = MIN(side.top, block->box.top);
        side.bottom = MAX(side.bottom, block->box.bottom);
    }
    return side;
}

static gboolean is_column(const Side *side)
{
    return side->lines >= LEAST_LINES && side->width / side->lines >= LEAST_WIDTH;
}

/* Columns stand beside each other. */
static gboolean divides(const Block *blocks, Span span, double gutter)
{
    Side left = side_of(blocks, span, gutter, TRUE), right = side_of(blocks, span, gutter, FALSE);
    if (!is_column(&left) || !is_column(&right))
        return FALSE;
    double common = MIN(left.bottom, right.bottom) - MAX(left.top, right.top);
    return common > 0.4 * MIN(left.bottom - left.top, right.bottom - right.top);
}

static int compare_lefts(gconstpointer a, gconstpointer b)
{
    const Block *one = a, *two = b;
    return (one->box.left > two->box.left) - (one->box.left < two->box.left);
}

/* Where the widest gutter is that no block crosses. */
static gboolean find_gutter(const Block *blocks, Span span, double *gutter, gint64 *budget)
{
    double widest = 0;
    *budget -= SORTING * (span.end - span.start);
    if (*budget <= 0)
        return FALSE;
    g_autofree Block *sorted = g_memdup2(blocks + span.start, (span.end - span.start) * sizeof(Block));
    guint count = span.end - span.start;
    qsort(sorted, count, sizeof(Block), compare_lefts);
    double right = sorted[0].box.right;
    for (guint i = 1; i < count; i++) {
        double width = sorted[i].box.left - right, middle = sorted[i].box.left - width / 2;
        *budget -= count;
        if (*budget > 0 && width > widest && width > LEAST_GUTTER * sorted[i].size &&
            divides(blocks, span, middle)) {
            widest = width;
            *gutter = middle;
        }
        right = MAX(right, sorted[i].box.right);
    }
    return widest > 0;
}

/* ---- cuts ---- */

static int compare_tops(gconstpointer a, gconstpointer b)
{
    const Block *one = a, *two = b;
    return (one->box.top > two->box.top) - (one->box.top < two->box.top);
}

/* Blocks that begin before an edge first; both parts keep their order. Returns where the second begins. */
static guint part(Block *blocks, Span span, double edge, gboolean from_top)
{
    guint count = span.end - span.start, out = span.start, middle = span.start;
    g_autofree Block *copy = g_memdup2(blocks + span.start, count * sizeof(Block));
    for (int second = 0; second < 2; second++) {
        middle = second ? out : middle;
        for (guint i = 0; i < count; i++)
            if (((from_top ? copy[i].box.top : copy[i].box.left) >= edge) == second)
                blocks[out++] = copy[i];
    }
    return middle;
}

/* Where blocks, from top to bottom, are cut so that the part above or below has columns, the larger the
 * better; 0: nowhere. *first: the first place where they can be cut at all. */
static guint find_cut(const Block *sorted, guint count, guint *first, gint64 *budget)
{
    guint best = 0, most = 0;
    double bottom = sorted[0].box.bottom, gutter;
    *first = 0;
    for (guint i = 1; i < count; i++) {
        /* Letters' boxes are taller than letters: blocks may touch a little. */
        if (sorted[i].box.top > bottom - 0.2 * sorted[i].size) {
            guint above = find_gutter(sorted, (Span){0, i}, &gutter, budget) ? i : 0;
            guint below = find_gutter(sorted, (Span){i, count}, &gutter, budget) ? count - i : 0;
            *first = *first == 0 ? i : *first;
            if (MAX(above, below) > most) {
                most = MAX(above, below);
                best = i;
            }
        }
        bottom = MAX(bottom, sorted[i].box.bottom);
    }
    return best;
}

/* Cuts one set, or leaves it as it is. Returns where its second part begins, an end of the span when there
 * are no two parts: boxes may be inside out, so that nothing stands before a cut. */
static guint cut(Block *blocks, Span span, gint64 *budget)
{
    double gutter;
    guint count = span.end - span.start, first;
    if (count < 2 || *budget <= 0)
        return span.end;
    if (find_gutter(blocks, span, &gutter, budget))
        return part(blocks, span, gutter, FALSE);
    g_autofree Block *sorted = g_memdup2(blocks + span.start, count * sizeof(Block));
    qsort(sorted, count, sizeof(Block), compare_tops);
    guint at = find_cut(sorted, count, &first, budget);
    at = at > 0 ? at : first;
    return at > 0 ? part(blocks, span, sorted[at].box.top, TRUE) : span.end;
}

static void order_blocks(Block *blocks, guint count, gint64 *budget)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Span));
    Span all = {0, count};
    g_array_append_val(stack, all);
    while (stack->len > 0) {
        Span span = g_array_index(stack, Span, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        guint middle = cut(blocks, span, budget);
        if (middle <= span.start || middle >= span.end)
            continue;
        Span parts[] = {{middle, span.end}, {span.start, middle}};
        g_array_append_vals(stack, parts, 2);
    }
}

/* What spans the page may stand between columns, so that a cut finds them only once more is taken off. */
static gboolean has_columns(const GArray *blocks, gint64 *budget)
{
    double gutter;
    guint first;
    if (blocks->len < 2)
        return FALSE;
    g_autofree Block *sorted = g_memdup2(blocks->data, blocks->len * sizeof(Block));
    if (find_gutter(sorted, (Span){0, blocks->len}, &gutter, budget))
        return TRUE;
    qsort(sorted, blocks->len, sizeof(Block), compare_tops);
    return find_cut(sorted, blocks->len, &first, budget) > 0;
}

/* Two tall blocks beside each other. */
static gboolean are_beside(const GArray *blocks)
{
    guint beside = 0;
    for (guint i = 0; i < blocks->len; i++) {
        const Block *one = &g_array_index(blocks, Block, i);
        gboolean tall = one->end - one->start >= LEAST_LINES;
        for (guint j = 0; tall && j < blocks->len; j++) {
            const Block *other = &g_array_index(blocks, Block, j);
            beside += other->end - other->start >= LEAST_LINES && other->box.left > one->box.right &&
                      other->box.top < one->box.bottom && one->box.top < other->box.bottom;
        }
    }
    return beside > 0;
}

void osint_pdf_order(OsintPdfPages *pages)
{
    gint64 budget = MOST_STEPS;
    for (guint p = 0; budget > 0 && p < pages->pages->len; p++) {
        const OsintPdfPage *page = &g_array_index(pages->pages, OsintPdfPage, p);
        g_autoptr(GArray) blocks = blocks_of(pages, page);
        if (blocks->len > MOST_BLOCKS || !(are_beside(blocks) || has_columns(blocks, &budget)))
            continue;
        order_blocks((Block *)(void *)blocks->data, blocks->len, &budget);
        OsintPdfLine *lines = &g_array_index(pages->lines, OsintPdfLine, page->start);
        g_autofree OsintPdfLine *copy = g_memdup2(lines, (page->end - page->start) * sizeof *lines);
        for (guint b = 0, out = 0; b < blocks->len; b++) {
            const Block *block = &g_array_index(blocks, Block, b);
            for (guint i = block->start; i < block->end; i++)
                lines[out++] = copy[i - page->start];
        }
    }
}
