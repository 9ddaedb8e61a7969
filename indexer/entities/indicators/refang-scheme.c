/* Schemes of URLs, and the words that people write for them. */
#include "indexer/entities/indicators/refang-forms.h"

#include <string.h>

static const char *const schemes[] = {"http",  "https", "ftp", "ftps", "sftp",   "tcp", "udp",  "ws",
                                      "wss",   "ldap",  "rmi", "smb",  "ssh",    "irc", "ircs", "telnet",
                                      "ldaps", "dns",   "git", "svn",  "socks5", "rdp", "tftp", "rtsp",
                                      "file",  "imap",  "pop", "vnc",  "socks4", "icmp"};

static const struct {
    const char *word, *scheme;
} words[] = {
    {"meow", "http"},  {"meows", "https"}, {"ttp", "http"}, {"ttps", "https"}, {"htp", "http"},
    {"htps", "https"}, {"fxp", "ftp"},     {"ftx", "ftp"},  {"xtp", "ftp"},    {"fxps", "ftps"},
    {"sfxp", "sftp"},  {"sxtp", "sftp"},   {"txp", "tcp"},  {"fpt", "ftp"},    {"f*p", "ftp"},
};

/* "hxxp", "h**p", "hXtp", "xxxx": something of four letters that is like http. */
static gboolean is_like_http(const char *word)
{
    if (memcmp(word, "xxxx", 4) == 0 || memcmp(word, "xxxp", 4) == 0)
        return TRUE;
    return word[0] == 'h' && word[3] == 'p';
}

const char *osint_refang_scheme(const char *word, gsize length)
{
    char lower[10];
    if (length < 2 || length >= sizeof lower)
        return NULL;
    for (gsize i = 0; i < length; i++)
        lower[i] = g_ascii_tolower(word[i]);
    lower[length] = '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (strcmp(schemes[i], lower) == 0)
            return schemes[i];
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].word, lower) == 0)
            return words[i].scheme;
    if (length == 4 && is_like_http(lower))
        return "http";
    /* Another sign in the place of the s, or behind it. */
    if ((length == 5 || (length == 6 && lower[4] == 's' && !g_ascii_isalpha(lower[5]))) &&
        is_like_http(lower))
        return "https";
    return NULL;
}
