/* Abbreviations of the languages that news are written in, in lower case. What is a word of its own
 * elsewhere, and may end a sentence there, is left out. */
#include "indexer/text/abbreviations.h"

static const struct {
    OsintStopKind kind;
    const char *words;
} lists[] = {
    {OSINT_STOP_NEVER_ENDS,
     /* English */
     "adm capt cmdr col dr gen gov hon insp lt maj messrs mr mrs ms mt prof rep rev sen sgt st supt cf e.g "
     "i.e viz vs "
     /* German */
     "bzw bspw ca d.h evtl geb ggf i.d.r inkl insb o.ä s.o sog u.a vgl z z.b z.t zzgl "
     /* French, Spanish, Italian, Portuguese, Romanian */
     "av env mlle mme mmes p.ex avda dra ee ej gral lic p.ej sra srta dott avv sig profa dna "
     /* Dutch, Danish, Norwegian, Swedish, Finnish */
     "bijv d.w.z dhr drs mevr o.a bl.a dvs f.eks t.ex esim "
     /* Polish, Czech, Hungarian, Turkish, Indonesian */
     "fot im m.in np tzw ul např tzv pl doç örn jl "
     /* Russian, Ukrainian */
     "акад ген и.о им напр проф св см т.е т.к т.ч ул вул тов "},
    {OSINT_STOP_MAY_END,
     "al apr aug bros co corp dec dept etc feb inc jan jr jul jun ltd mar nov oct sep sept sr u.k u.n u.s "
     "dez jh mio mrd min okt std usw hr "
     "cie ecc s.a s.a.r.l s.p.a s.r.l ss uu etc "
     "b.v enz kl n.v osv yms ym "
     "mld mln proc r stb tys vb dll "
     "в вв г гг др млн млрд обл руб т.д т.п тыс р "},
    {OSINT_STOP_BEFORE_DIGIT,
     "ch fig no nos op p pp vol abs art bd kap nr tel pag pág núm nro blz godz č рис стр ст п "},
};

static GHashTable *read_lists(void)
{
    GHashTable *kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_auto(GStrv) words = g_strsplit(lists[i].words, " ", -1);
        for (char **word = words; *word != NULL; word++)
            if (**word != '\0')
                g_hash_table_insert(kinds, g_strdup(*word), GINT_TO_POINTER(lists[i].kind));
    }
    return kinds;
}

OsintStopKind osint_abbreviation_kind(const char *text, gsize length)
{
    static gsize once = 0;
    static GHashTable *kinds = NULL;
    if (g_once_init_enter(&once)) {
        kinds = read_lists();
        g_once_init_leave(&once, 1);
    }
    if (length > OSINT_LONGEST_ABBREVIATION)
        return OSINT_STOP_ENDS;
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    return (OsintStopKind)GPOINTER_TO_INT(g_hash_table_lookup(kinds, lower));
}
