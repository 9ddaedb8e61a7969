/* The check: entities by id, name and alias, typed fields, indicators, saved queries. */
#include "search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1619000000)

static const struct {
    const char *name, *id, *type;
    gboolean exact;
} known[] = {
    {"tick", "tick", "threat-actor", FALSE},
    {"Tick", "tick", "threat-actor", TRUE},
    {"BRONZE BUTLER", "tick", "threat-actor", TRUE},
    {"Log4Shell", "cve-2021-44228", "vulnerability", TRUE},
};

static GPtrArray *find_entity(const char *name, const char *type, gboolean exact, gpointer user_data)
{
    (void)user_data;
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (g_str_equal(known[i].name, name) && (!exact || known[i].exact) &&
            (!type || g_str_equal(type, known[i].type)))
            g_ptr_array_add(ids, g_strdup(known[i].id));
    return ids;
}

static char *nearest_entity(const char *name, const char *type, gpointer user_data)
{
    (void)type;
    (void)user_data;
    return g_str_has_prefix(name, "ti") ? g_strdup("tick") : NULL;
}

static char *entity_type(const char *id, gpointer user_data)
{
    (void)user_data;
    return g_str_equal(id, "tick") ? g_strdup("threat-actor") : NULL;
}

static char *saved_query(const char *name, gpointer user_data)
{
    (void)user_data;
    if (g_str_equal(name, "case"))
        return g_strdup("entity:tick (jaxa OR mitsubishi) date:2021");
    if (g_str_equal(name, "outer"))
        return g_strdup("query:case -insect");
    if (g_str_equal(name, "loop"))
        return g_strdup("a OR query:pool");
    if (g_str_equal(name, "pool"))
        return g_strdup("query:loop");
    if (g_str_equal(name, "broken"))
        return g_strdup("tick OR");
    if (g_str_equal(name, "stranger"))
        return g_strdup("tokyo entity:nobody-knows");
    if (g_str_equal(name, "astray"))
        return g_strdup("query:stranger");
    if (g_str_equal(name, "mended"))
        return g_strdup("(tick");
    if (g_str_has_prefix(name, "double")) /* doubles with every level */
        return g_str_equal(name, "double")
                   ? g_strdup("a")
                   : g_strdup_printf("query:%.*s OR query:%.*s", (int)strlen(name) - 1, name,
                                     (int)strlen(name) - 1, name);
    if (g_str_has_prefix(name, "deep"))
        return g_strconcat("a query:", name, "e", NULL);
    return NULL;
}

static char *nearest_query(const char *name, gpointer user_data)
{
    (void)user_data;
    return g_str_equal(name, "oter") ? g_strdup("outer") : NULL;
}

static const OsintQueryResolver resolver = {
    .find_entity = find_entity,
    .nearest_entity = nearest_entity,
    .saved_query = saved_query,
    .nearest_query = nearest_query,
    .entity_type = entity_type,
};

static OsintQuery *checked(const char *text, OsintSpan *place, GError **error)
{
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, NULL, NULL);
    assert_non_null(query);
    return osint_query_check(query, &resolver, NOW, place, error) ? g_steal_pointer(&query) : NULL;
}

static const struct {
    const char *text, *entity;
} entities[] = {
    {"entity:tick", "tick"},
    {"entity:\"BRONZE BUTLER\"", "tick"},
    {"actor:tick", "tick"},
    {"entity:=Tick", "tick"},
    {"mentions:tick>=3", "tick"},
    {"cve:Log4Shell", "cve-2021-44228"},
    {"cve:cve-2021-44228", "cve:CVE-2021-44228"},
    {"ip:192.0.2.1", "ipv4:192.0.2.1"},
    {"ip:192[.]0(.)2[dot]1", "ipv4:192.0.2.1"},
    {"ip:2001:DB8:0::1", "ipv6:2001:db8::1"},
    {"entity:ipv4:192[.]0.2.1", "ipv4:192.0.2.1"},
    {"mentions:ipv4:192.0.2.1>=2", "ipv4:192.0.2.1"},
    {"domain:Evil[.]Example.", "domain:evil.example"},
    {"url:hxxps[:]//Evil[.]example/Path?Q=1", "url:https://evil.example/Path?Q=1"},
    {"email:Bad[at]evil[.]example", "email:bad@evil.example"},
    {"hash:D41D8CD98F00B204E9800998ECF8427E", "md5:d41d8cd98f00b204e9800998ecf8427e"},
    {"hash:da39a3ee5e6b4b0d3255bfef95601890afd80709", "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709"},
    {"entity:md5:d41d8cd98f00b204e9800998ecf8427e", "md5:d41d8cd98f00b204e9800998ecf8427e"},
};

static void test_entities(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(entities); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintQuery) query = checked(entities[i].text, NULL, &error);
        if (!query)
            fail_msg("%s: %s", entities[i].text, error->message);
        assert_int_equal(query->root->entities->len, 1);
        assert_string_equal(query->root->entities->pdata[0], entities[i].entity);
    }
}

static const struct {
    const char *text;
    OsintQueryErrorCode code;
    guint32 start;
    const char *message;
} refusals[] = {
    {"a entity:tik", OSINT_QUERY_ERROR_ENTITY, 2, "no entity is called \"tik\"; did you mean \"tick\"?"},
    {"entity:zebra", OSINT_QUERY_ERROR_ENTITY, 0, "no entity is called \"zebra\""},
    {"mentions:tik>=2", OSINT_QUERY_ERROR_ENTITY, 0, "no entity is called \"tik\"; did you mean \"tick\"?"},
    {"malware:tick", OSINT_QUERY_ERROR_ENTITY, 0,
     "no malware is called \"tick\"; \"tick\" is of type threat-actor"},
    {"malware:Log4Shell", OSINT_QUERY_ERROR_ENTITY, 0,
     "no malware is called \"Log4Shell\"; \"cve-2021-44228\" is of another type"},
    {"entity:=tick", OSINT_QUERY_ERROR_ENTITY, 0,
     "no entity has exactly the name \"tick\"; without \"=\" it is \"tick\""},
    {"ip:300.1.1.1", OSINT_QUERY_ERROR_ENTITY, 0, "\"300.1.1.1\" is not an IP address"},
    {"domain:localhost", OSINT_QUERY_ERROR_ENTITY, 0, "\"localhost\" is not a domain name"},
    {"hash:abc", OSINT_QUERY_ERROR_ENTITY, 0, "\"abc\" is not an MD5, SHA-1, SHA-256 or SHA-512 digest"},
    {"x query:nothing", OSINT_QUERY_ERROR_FIELD, 2, "no saved query is called \"nothing\""},
    {"x query:oter", OSINT_QUERY_ERROR_FIELD, 2,
     "no saved query is called \"oter\"; did you mean \"outer\"?"},
    {"x query:stranger", OSINT_QUERY_ERROR_ENTITY, 2,
     "in the saved query \"stranger\": no entity is called \"nobody-knows\""},
    {"query:astray", OSINT_QUERY_ERROR_ENTITY, 0,
     "in the saved query \"astray\": in the saved query \"stranger\": no entity is called "
     "\"nobody-knows\""},
    {"query:loop", OSINT_QUERY_ERROR_LIMIT, 0, "the saved query \"loop\" contains itself"},
    {"query:broken", OSINT_QUERY_ERROR_SYNTAX, 0,
     "in the saved query \"broken\": \"OR\" has nothing after it to join"},
    {"query:doublexxxxxxxxxxxxx", OSINT_QUERY_ERROR_LIMIT, 0, NULL},
    {"query:deep", OSINT_QUERY_ERROR_LIMIT, 0, "saved queries are nested more than 16 deep"},
};

static void test_refusals(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++) {
        g_autoptr(GError) error = NULL;
        OsintSpan place = {99, 99};
        g_autoptr(OsintQuery) query = checked(refusals[i].text, &place, &error);
        assert_null(query);
        assert_true(g_error_matches(error, OSINT_QUERY_ERROR, (gint)refusals[i].code));
        if (refusals[i].message)
            assert_string_equal(error->message, refusals[i].message);
        assert_int_equal(place.start, refusals[i].start);
    }
}

static void test_saved(void **state)
{
    (void)state;
    g_autoptr(OsintQuery) query = checked("tokyo query:outer", NULL, NULL);
    assert_non_null(query);
    g_autofree char *canonical = osint_query_print(query);
    assert_string_equal(canonical, "tokyo entity:tick (jaxa OR mitsubishi) date:2021 NOT insect");
    const OsintNode *entity = query->root->children->pdata[1];
    assert_string_equal(entity->entities->pdata[0], "tick");
    assert_int_equal(entity->span.start, 6);
    assert_int_equal(entity->span.end, 17);
}

static void test_saved_twice_is_no_loop(void **state)
{
    (void)state;
    g_autoptr(OsintQuery) query = checked("query:case OR query:case OR NOT query:mended", NULL, NULL);
    assert_non_null(query);
    assert_int_equal(query->root->children->len, 3);
    assert_int_equal(query->notes->len, 1);
    assert_non_null(strstr(query->notes->pdata[0], "in the saved query \"mended\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_saved),
        cmocka_unit_test(test_saved_twice_is_no_loop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
