/* Lists for tests: read from text, with notes as "list:place:code". */
#ifndef OSINT_TESTS_UNIT_ENTITIES_LISTS_H
#define OSINT_TESTS_UNIT_ENTITIES_LISTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/lists/list.h"

typedef struct {
    const char *name;
    const char *content;
} TestList;

static inline void collect_code(const char *list, guint place, const char *code, const char *message,
                                gpointer data)
{
    assert_non_null(message);
    g_string_append_printf(data, "%s:%u:%s ", list, place, code);
}

/* Lists read in this order, then settled; what is noted is appended to notes. */
static inline OsintEntityList *lists_of(const TestList *lists, guint count, GString *notes)
{
    OsintEntityList *list = osint_entity_list_new();
    for (guint i = 0; i < count; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new_static(lists[i].content, strlen(lists[i].content));
        if (!osint_entity_list_read(list, lists[i].name, bytes, collect_code, notes, &error))
            fail_msg("%s", error->message);
    }
    osint_entity_list_settle(list, collect_code, notes);
    return list;
}

/* The same in the order given and in the reverse; calls check for both. */
static inline void in_both_orders(const TestList *lists, guint count,
                                  void (*check)(const OsintEntityList *list, const char *notes))
{
    g_autofree TestList *reversed = g_new(TestList, count);
    for (guint i = 0; i < count; i++)
        reversed[i] = lists[count - 1 - i];
    for (guint reverse = 0; reverse < 2; reverse++) {
        g_autoptr(GString) notes = g_string_new(NULL);
        g_autoptr(OsintEntityList) list = lists_of(reverse ? reversed : lists, count, notes);
        check(list, notes->str);
    }
}

static inline const OsintAlias *alias_called(const OsintEntity *entity, const char *text)
{
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        if (strcmp(alias->text, text) == 0)
            return alias;
    }
    return NULL;
}

static inline char *joined(const GPtrArray *strings)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < strings->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(strings, i));
    return g_string_free(text, FALSE);
}

static inline void assert_joined(const GPtrArray *strings, const char *expected)
{
    g_autofree char *text = joined(strings);
    assert_string_equal(text, expected);
}

/* Which entities have the name. */
static inline void assert_named(const OsintEntityList *list, const char *name, const char *expected)
{
    g_autoptr(GArray) found = osint_entity_list_lookup(list, name);
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "",
                               osint_entity_list_get(list, g_array_index(found, guint, i))->id);
    assert_string_equal(ids->str, expected);
}

static inline const OsintEntity *entity_called(const OsintEntityList *list, const char *id)
{
    const OsintEntity *entity = osint_entity_list_find(list, id);
    if (entity == NULL)
        fail_msg("no entity %s", id);
    return entity;
}

#endif
