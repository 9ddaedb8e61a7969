/* What has blanks inside: paths of files, keys of the registry, names of Amazon resources, user agents. They
 * end where a line ends at the latest, and are looked at for a bounded length. */
#include <string.h>

#include "indexer/entities/indicators/scan.h"

#define MAX_PATH 1024
#define MAX_WORDS 4
#define MAX_REST 80

/* Keys and folders of Windows whose names have blanks. */
static const char *const known_names[] = {
    "Active Setup",         "Browser Helper Objects", "Control Panel",
    "Command Processor",    "Documents and Settings", "Image File Execution Options",
    "Installed Components", "Internet Explorer",      "Internet Settings",
    "Session Manager",      "Shell Folders",          "User Shell Folders",
    "Start Menu",           "Terminal Server",        "Terminal Server Client",
    "Volatile Environment", "Windows Defender",       "Windows NT",
    "Windows Script Host",  "Known Folders",          "Common Files",
    "Program Files",        "Program Files (x86)",    "All Users",
};

static gboolean is_name(char byte)
{
    return g_ascii_isalnum(byte) || (byte != '\0' && strchr("_.$%{}+&~#@!=-", byte) != NULL) ||
           (guchar)byte >= 0x80;
}

/* "(x86)", "<username>"; the place itself when it does not close. */
static gsize bracketed_end(const char *text, gsize place)
{
    char closing = text[place] == '<' ? '>' : ')';
    gsize end = place + 1;
    while (end - place < MAX_REST && (is_name(text[end]) || text[end] == ' '))
        end++;
    return text[end] == closing ? end + 1 : place;
}

/* The end of words that go on behind a blank up to a separator: "Windows NT\CurrentVersion". */
static gsize words_to_separator(const char *text, gsize blank, char separator, guint most)
{
    gsize place = blank + 1;
    guint words = 0;
    if (text[place] == separator)
        return separator == '\\' ? place : blank;
    for (; words < most && place - blank < MAX_REST; words++) {
        gsize begin = place;
        if (separator == '/' && !g_ascii_isupper(text[begin]))
            return blank;
        while (is_name(text[place]))
            place++;
        if (place == begin || g_ascii_strncasecmp(text + begin, "HK", 2) == 0)
            return blank;
        if (text[place] == separator)
            return place;
        if (text[place++] != ' ')
            return blank;
    }
    return blank;
}

/* The end of a known name whose first word ends at a blank. */
static gsize known_name_end(const char *text, gsize begin, gsize blank)
{
    gsize longest = blank;
    for (gsize i = 0; i < G_N_ELEMENTS(known_names); i++) {
        gsize length = strlen(known_names[i]);
        if (length > longest - begin && g_ascii_strncasecmp(text + begin, known_names[i], length) == 0 &&
            !g_ascii_isalnum(text[begin + length]))
            longest = begin + length;
    }
    return longest;
}

static gboolean has_ending(const char *text, gsize begin, gsize end)
{
    for (gsize i = end; i > begin + 1 && end - i < 5; i--)
        if (text[i - 1] == '.')
            return end - i >= 2;
    return FALSE;
}

static gboolean is_letter(const char *text)
{
    gunichar character = g_utf8_get_char(text);
    return g_unichar_isalnum(character) || g_unichar_ismark(character);
}

/* The end of one name of a path. */
static gsize component_end(const char *text, gsize begin, char separator)
{
    gsize place = begin, end;
    for (;;) {
        if (text[place] == '<' || (text[place] == '(' && place > begin)) {
            end = bracketed_end(text, place);
            if (end == place)
                return text[place] == '<' ? begin : place;
            place = end;
        } else if (text[place] == ' ' && place > begin && !has_ending(text, begin, place)) {
            end = words_to_separator(text, place, separator, separator == '/' ? 1 : MAX_WORDS);
            end = MAX(end, known_name_end(text, begin, place));
            if (end == place)
                return place;
            place = end;
        } else if ((guchar)text[place] >= 0x80 && is_letter(text + place) &&
                   !has_ending(text, begin, place)) {
            place = (gsize)(g_utf8_next_char(text + place) - text);
        } else if ((guchar)text[place] < 0x80 && is_name(text[place])) {
            place++;
        } else {
            return place;
        }
        if (place - begin > MAX_PATH)
            return begin;
    }
}

/* The end of a path that begins with a separator; parts counts its names. broken: a bracket does not close.
 */
static gsize path_end(const char *text, gsize start, char separator, guint *parts, gboolean *broken)
{
    gsize place = start;
    *parts = 0;
    *broken = FALSE;
    while (text[place] == separator && place - start < MAX_PATH) {
        gsize begin = place + 1;
        while (text[begin] == separator && begin - place < 3)
            begin++;
        gsize end = component_end(text, begin, separator);
        *broken = *broken || (end == begin && text[begin] == '<');
        place = end;
        if (end == begin)
            break;
        (*parts)++;
    }
    while (place > start && strchr(".,!=&", text[place - 1]) != NULL)
        place--;
    return place;
}

static gsize add(OsintIndicatorScan *scan, gsize start, gsize end, const char *kind)
{
    osint_indicator_add(scan, start, end, kind, g_strndup(scan->text + start, end - start));
    return end;
}

/* ---- the registry ---- */

static gsize hive_length(const char *text)
{
    static const char *const hives[] = {"HKEY_LOCAL_MACHINE",
                                        "HKEY_CURRENT_USER",
                                        "HKEY_CLASSES_ROOT",
                                        "HKEY_USERS",
                                        "HKEY_CURRENT_CONFIG",
                                        "HKLM",
                                        "HKCU",
                                        "HKCR",
                                        "HKU",
                                        "HKCC"};
    for (gsize i = 0; i < G_N_ELEMENTS(hives); i++)
        if (g_ascii_strncasecmp(text, hives[i], strlen(hives[i])) == 0)
            return strlen(hives[i]);
    return 0;
}

static gsize registry_at(OsintIndicatorScan *scan, gsize start)
{
    const char *text = scan->text;
    gsize bracket = text[start] == '<' ? 1 : 0;
    gboolean broken;
    gsize hive = start + bracket, length = hive_length(text + hive), key = hive + length;
    if (length == 0 || (bracket == 1 && text[key] != '>'))
        return start;
    key += bracket;
    gsize colon = key + (text[key] == ':' ? 1 : 0);
    guint parts;
    gsize end = path_end(text, colon, '\\', &parts, &broken);
    if (parts == 0 || broken)
        return MAX(end, key);
    char *value = g_strdup_printf("%.*s%.*s", (int)length, text + hive, (int)(end - key), text + key);
    osint_indicator_add(scan, start, end, "registry", value);
    return end;
}

/* ---- files ---- */

static gboolean is_root(const char *text)
{
    static const char *const roots[] = {
        "Applications/", "Library/", "System/", "Users/", "Volumes/", "bin/",     "boot/",  "data/", "dev/",
        "etc/",          "home/",    "lib/",    "mnt/",   "opt/",     "private/", "proc/",  "root/", "run/",
        "sbin/",         "srv/",     "sys/",    "tmp/",   "usr/",     "var/",     "sdcard/"};
    for (gsize i = 0; i < G_N_ELEMENTS(roots); i++)
        if (g_str_has_prefix(text, roots[i]))
            return TRUE;
    return FALSE;
}

static gsize file_at(OsintIndicatorScan *scan, gsize start)
{
    const char *text = scan->text + start;
    gsize root = start;
    char separator = '\\';
    if (g_ascii_isalpha(text[0]) && text[1] == ':' && text[2] == '\\')
        root = start + 2;
    else if (text[0] == '~' && text[1] == '/')
        root = start + 1, separator = '/';
    else if (text[0] == '/' && is_root(text + 1))
        separator = '/';
    else if (text[0] == '%' && g_ascii_isalpha(text[1]))
        root =
            start + 1 + strspn(text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()_0123456789");
    else if (text[0] != '\\' || text[1] != '\\' || !g_ascii_isalnum(text[2]))
        return start;
    if (text[0] == '%')
        root = root - start < 40 && scan->text[root] == '%' ? root + 1 : start;
    gboolean broken;
    guint parts;
    gsize end = path_end(scan->text, root, separator, &parts, &broken);
    if (parts < (text[0] == '/' || text[0] == '\\' ? 2u : 1u) || broken)
        return start;
    return add(scan, start, end, "file");
}

/* ---- Amazon resources ---- */

/* Services whose names may have blanks. */
static gboolean has_blanks(const char *text)
{
    return strstr(text, ":elasticbeanstalk:") != NULL || strstr(text, ":artifact:") != NULL;
}

static gboolean goes_on(const char *text)
{
    static const char *const joining[] = {"and ", "of ", "for ", "running "};
    for (gsize i = 0; i < G_N_ELEMENTS(joining); i++)
        if (g_str_has_prefix(text, joining[i]))
            return TRUE;
    return g_ascii_isupper(text[0]) || g_ascii_isdigit(text[0]);
}

static gsize resource_at(OsintIndicatorScan *scan, gsize start)
{
    const char *text = scan->text + start;
    if (strncmp(text, "arn:aws", 7) != 0 || strchr(":-", text[7]) == NULL)
        return start;
    g_autofree char *head = g_strndup(text, 48);
    gboolean blanks = has_blanks(head);
    gsize end = start, colons = 0;
    for (; end - start < MAX_PATH; end++) {
        char byte = scan->text[end];
        if (byte == '\0' || (!g_ascii_isalnum(byte) && strchr("_/:.*?+=,@${}-", byte) == NULL &&
                             !(byte == ' ' && blanks && colons >= 5 && goes_on(scan->text + end + 1))))
            break;
        colons += byte == ':';
    }
    while (end > start && strchr(".,:", scan->text[end - 1]) != NULL)
        end--;
    return colons >= 5 ? add(scan, start, end, "arn") : start;
}

/* ---- user agents ---- */

/* "(compatible; MSIE 7.0b)" */
static gsize comment_end(const char *text, gsize place)
{
    gsize end = place + 1;
    while (end - place < 300 && text[end] != '\0' && text[end] != '\n' && text[end] != ')')
        end++;
    return text[end] == ')' ? end + 1 : place;
}

/* "Chrome/17.0.963.56", or a word before one. */
static gsize product_end(const char *text, gsize place)
{
    gsize end = place;
    while (end - place < MAX_REST && (g_ascii_isalnum(text[end]) || text[end] == '-'))
        end++;
    if (end == place)
        return place;
    if (text[end] == '/' && g_ascii_isalnum(text[end + 1])) {
        end++;
        while (end - place < MAX_REST && (g_ascii_isalnum(text[end]) || text[end] == '.' || text[end] == '_'))
            end++;
        return end;
    }
    if (text[end] != ' ')
        return place;
    gsize next = end + 1;
    while (next - end < 20 && g_ascii_isalpha(text[next]))
        next++;
    return text[next] == '/' && next > end + 1 ? end : place;
}

static gsize agent_at(OsintIndicatorScan *scan, gsize start)
{
    const char *text = scan->text;
    if (g_ascii_strncasecmp(text + start, "Mozilla/", 8) != 0)
        return start;
    gsize end = product_end(text, start);
    while (text[end] == ' ' && end - start < MAX_PATH &&
           g_ascii_strncasecmp(text + end + 1, "Mozilla/", 8) != 0) {
        gsize next = text[end + 1] == '(' ? comment_end(text, end + 1) : product_end(text, end + 1);
        if (next == end + 1)
            break;
        end = next;
    }
    return end > start + 12 ? add(scan, start, end, "user-agent") : start;
}

gsize osint_indicator_path_at(OsintIndicatorScan *scan, gsize start)
{
    switch (scan->text[start]) {
    case '<':
    case 'H':
    case 'h': {
        gsize end = registry_at(scan, start);
        return end > start ? end : file_at(scan, start);
    }
    case 'a': {
        gsize end = resource_at(scan, start);
        return end > start ? end : file_at(scan, start);
    }
    case 'M':
    case 'm': {
        gsize end = agent_at(scan, start);
        return end > start ? end : file_at(scan, start);
    }
    default:
        return file_at(scan, start);
    }
}
