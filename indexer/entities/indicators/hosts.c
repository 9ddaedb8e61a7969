/* A name is a host's when its last label is a public suffix (publicsuffix.org, by libpsl) or one that is in
 * use without being registered. In running text, names of files, code and sentences without a space are told
 * from it by their endings, capitals and words. */
#include "indexer/entities/indicators/hosts.h"

#include <libpsl.h>
#include <string.h>

#include "indexer/entities/indicators/normal.h"
#include "indexer/text/common-words.h"

/* Top-level domains outside the public suffix list: Tor, I2P, name coins, and what standards reserve (RFC
 * 2606, 6761, 6762). */
static const char *const unlisted[] = {"onion", "i2p",     "bit",     "bazar", "coin", "emc",    "lib", "eth",
                                       "test",  "example", "invalid", "local", "lan",  "crypto", NULL};
/* Endings of files and words of code that are top-level domains, too. */
static const char *const file_endings[] = {
    "zip", "sh",   "py",   "mov",  "call",  "data", "open", "read", "save", "search", "select",
    "map", "post", "show", "next", "shell", "rs",   "cab",  "java", "prof", "so",     NULL};
/* Words of English that are top-level domains, too. */
static const char *const words[] = {"in", "is", "it", "me", "at", "to", "be", "by", "do", "no", "so",
                                    "as", "am", "us", "my", "an", "or", "if", "we", "he", NULL};
/* Names that are somebody else's. */
static const char *const no_hosts[] = {"command.com", "asp.net", "ado.net", "vb.net",  "ml.net",
                                       "socket.io",   "lib.rs",  "main.rs", "node.js", NULL};

static const psl_ctx_t *suffixes(void)
{
    return psl_builtin();
}

static gboolean is_top_level(const char *label)
{
    return g_strv_contains(unlisted, label) ||
           psl_is_public_suffix2(suffixes(), label, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE);
}

/* Onion services have names of 16 or 56 characters of base 32. */
static gboolean is_onion(const char *domain)
{
    const char *end = strrchr(domain, '.'), *begin = end;
    while (begin > domain && begin[-1] != '.')
        begin--;
    gsize length = (gsize)(end - begin);
    return (length == 16 || length == 56) && strspn(begin, "abcdefghijklmnopqrstuvwxyz234567") == length;
}

static guint count_dots(const char *text)
{
    guint count = 0;
    for (; (text = strchr(text, '.')) != NULL; text++)
        count++;
    return count;
}

/* "end.Next", "System.Net": the last label begins with a capital and goes on without. */
static gboolean is_capitalised(const char *label)
{
    return g_ascii_isupper(label[0]) && g_ascii_islower(label[1]);
}

static gboolean has_lower(const char *text)
{
    for (; *text != '\0'; text++)
        if (g_ascii_islower(*text))
            return TRUE;
    return FALSE;
}

/* "a.m", "U.S.A", "e.g": initials. Some known sites have one letter. */
static gboolean is_initials(const char *domain)
{
    static const char *const known[] = {"x.com", "t.co", "t.me", "g.co", "b.org", NULL};
    return domain[1] == '.' && !g_strv_contains(known, domain) && count_dots(domain) == 1;
}

static gboolean is_document(const char *domain, const char *top)
{
    static const char *const names[] = {"readme.", "changelog.", "license.",
                                        "index.",  "notes.",     "contributing."};
    if (!g_str_equal(top, "md"))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_has_prefix(domain, names[i]))
            return TRUE;
    return FALSE;
}

static gboolean is_word(const char *domain, gsize length)
{
    g_autofree char *label = g_strndup(domain, length);
    return osint_is_common_somewhere(label);
}

/* "KLM.AS", "20.NET": stock at an exchange, a platform. */
static gboolean is_capital_code(const char *written, const char *top, guint dots)
{
    gsize label = (gsize)(top - 1 - written);
    return dots == 1 && !has_lower(written) && (strlen(top) == 2 || (label < 4 && g_str_equal(top, "NET")));
}

/* What in running text is more likely something else; domain is the normal form of written. */
static gboolean is_doubtful(const char *written, const char *domain)
{
    const char *top = strrchr(domain, '.') + 1, *written_top = strrchr(written, '.') + 1;
    guint dots = count_dots(domain);
    if (g_str_has_prefix(domain, "www."))
        return FALSE;
    if (has_lower(written) && g_ascii_isupper(written_top[0]) && g_ascii_isalpha(written[0]))
        return TRUE;
    if (is_capitalised(written_top) || g_strv_contains(no_hosts, domain) || is_initials(domain))
        return TRUE;
    if (is_capital_code(written, written_top, dots))
        return TRUE;
    if (dots == 1 && g_strv_contains(words, top) && is_word(domain, (gsize)(top - 1 - domain)))
        return TRUE;
    return (dots == 1 && g_strv_contains(file_endings, top)) || is_document(domain, top) ||
           (dots > 1 && strlen(top) > 2 && g_strv_contains(file_endings, top));
}

/* "_" is no character of names that people register. */
static gboolean has_odd_label(const char *domain)
{
    const char *registered = osint_host_registered(domain);
    return strchr(registered != NULL ? registered : domain, '_') != NULL;
}

char *osint_host_domain(const char *written, gsize length, OsintHostPlace place)
{
    g_autofree char *name = g_strndup(written, length);
    g_autofree char *domain = osint_indicator_domain(name);
    if (domain == NULL)
        return NULL;
    const char *top = strrchr(domain, '.') + 1;
    if (!is_top_level(top) || (g_str_equal(top, "onion") && !is_onion(domain)))
        return NULL;
    if (place != OSINT_HOST_SURE && (is_doubtful(name, domain) || has_odd_label(domain)))
        return NULL;
    if (place == OSINT_HOST_IN_PATH && g_strv_contains(words, top))
        return NULL;
    return g_steal_pointer(&domain);
}

const char *osint_host_registered(const char *domain)
{
    return psl_registrable_domain(suffixes(), domain);
}
