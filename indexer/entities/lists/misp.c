/* MISP galaxy clusters: a JSON object with values[], each with value, uuid, description, meta and related. */
#include <string.h>

#include "indexer/entities/lists/json.h"

/* What the galaxies that MISP ships are about, and whose names their values have where it is one
 * organisation's list. A galaxy that is not here is of type "other" unless its name is one of our types. */
typedef struct {
    const char *galaxy;
    const char *type;
    const char *namer; /* or NULL */
    gboolean general;  /* its names are those that most people use */
    gboolean weak;     /* it has other things, too */
} Galaxy;

static const Galaxy galaxies[] = {
    {"360net-threat-actor", "threat-actor", "360", FALSE, FALSE},
    {"microsoft-activity-group", "threat-actor", "Microsoft", FALSE, FALSE},
    {"mitre-intrusion-set", "threat-actor", "MITRE", TRUE, FALSE},
    {"mitre-campaign", "campaign", "MITRE", TRUE, FALSE},
    {"mitre-malware", "malware", "MITRE", TRUE, FALSE},
    {"mitre-tool", "tool", "MITRE", TRUE, FALSE},
    {"android", "malware", NULL, TRUE, FALSE},
    {"backdoor", "malware", NULL, TRUE, FALSE},
    {"banker", "malware", NULL, TRUE, FALSE},
    {"botnet", "malware", NULL, TRUE, FALSE},
    {"cryptominers", "malware", NULL, TRUE, FALSE},
    {"malpedia", "malware", NULL, TRUE, FALSE},
    {"ransomware", "malware", NULL, TRUE, FALSE},
    {"rat", "malware", NULL, TRUE, FALSE},
    {"stealer", "malware", NULL, TRUE, FALSE},
    {"wiper", "malware", NULL, TRUE, FALSE},
    {"exploit-kit", "tool", NULL, TRUE, FALSE},
    /* Software that adversaries use, most of it malware: a tool where meta.type says so. */
    {"tool", "malware", NULL, TRUE, TRUE},
    {"branded-vulnerability", "vulnerability", NULL, TRUE, FALSE},
    {"country", "place", NULL, TRUE, FALSE},
    {"region", "place", NULL, TRUE, FALSE},
    {"target-information", "place", NULL, TRUE, FALSE},
    {"china-defence-universities", "organization", NULL, TRUE, FALSE},
    {"intelligence-agency", "organization", NULL, TRUE, FALSE},
    {"nato", "organization", NULL, TRUE, FALSE},
    {"producer", "organization", NULL, TRUE, FALSE},
    {"surveillance-vendor", "organization", NULL, TRUE, FALSE},
};

static Galaxy galaxy_of(const char *name)
{
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS(galaxies); i++)
        if (strcmp(galaxies[i].galaxy, name) == 0)
            return galaxies[i];
    const char *type = name == NULL ? NULL : osint_entity_type_is_known(name) ? name : "other";
    return (Galaxy){.galaxy = name, .type = type};
}

static void take_synonym(OsintJsonReader *reader, const char *name)
{
    osint_list_json_add_alias(reader, name);
}

/* ---- who uses a name ---- */

static void add_user(OsintJsonReader *reader, const char *name, const char *user)
{
    g_autofree char *clean = osint_entity_clean_name(name);
    OsintAlias *alias =
        clean != NULL ? osint_entity_list_get_alias(reader->list, reader->entity, clean) : NULL;
    if (alias != NULL)
        osint_entity_list_add_user(reader->list, alias, user);
}

/* "NAME:UUID", the uuid of an organisation in the galaxy of producers. */
static void take_attribution(OsintJsonReader *reader, const char *text)
{
    const char *colon = strrchr(text, ':');
    if (colon == NULL || colon == text || colon[1] == '\0')
        return;
    g_autofree char *name = g_strndup(text, (gsize)(colon - text));
    g_autofree char *user = g_strconcat(OSINT_USER_UUID, colon + 1, NULL);
    add_user(reader, name, user);
}

/* "origin:NAME": "ORGANISATION" */
static void take_origins(OsintJsonReader *reader, json_t *meta)
{
    const char *key;
    json_t *value;
    json_object_foreach(meta, key, value)
    {
        const char *text = g_str_has_prefix(key, "origin:") ? osint_list_json_text(value) : NULL;
        g_autofree char *user = text != NULL ? osint_entity_clean_name(text) : NULL;
        if (user != NULL)
            add_user(reader, key + strlen("origin:"), user);
    }
}

/* ---- relations ---- */

/* The middle of what ICD 203 of the US intelligence community means by its words of estimation. */
static const struct {
    const char *words;
    guint percent;
} estimates[] = {
    {"almost-no-chance", 3}, {"very-unlikely", 13}, {"unlikely", 33},       {"roughly-even-chance", 50},
    {"likely", 68},          {"very-likely", 88},   {"almost-certain", 97},
};

static guint confidence_of(const json_t *tags)
{
    static const char prefix[] = "estimative-language:likelihood-probability=\"";
    gsize i;
    json_t *tag;
    json_array_foreach(tags, i, tag)
    {
        const char *text = osint_list_json_text(tag);
        if (text == NULL || !g_str_has_prefix(text, prefix))
            continue;
        const char *words = text + strlen(prefix);
        for (guint k = 0; k < G_N_ELEMENTS(estimates); k++)
            if (strncmp(words, estimates[k].words, strlen(estimates[k].words)) == 0 &&
                strcmp(words + strlen(estimates[k].words), "\"") == 0)
                return estimates[k].percent;
    }
    return 0;
}

static void take_relations(OsintJsonReader *reader, const json_t *related)
{
    gsize i;
    json_t *item;
    json_array_foreach(related, i, item)
    {
        const char *target = osint_list_json_text(json_object_get(item, "dest-uuid"));
        const char *type = osint_list_json_text(json_object_get(item, "type"));
        g_autofree char *clean = type != NULL ? osint_entity_clean_name(type) : g_strdup("related-to");
        if (target == NULL || *target == '\0' || clean == NULL) {
            osint_entity_note(reader->notes, reader->index, "entity-relation-bad",
                              "%s: element %" G_GSIZE_FORMAT
                              " of \"related\" has no \"dest-uuid\" or no \"type\"",
                              reader->entity->name, i);
            continue;
        }
        osint_entity_list_relate(reader->list, reader->entity, clean, target, reader->notes->list,
                                 confidence_of(json_object_get(item, "tags")));
    }
}

/* ---- a value ---- */

static void take_refs(OsintJsonReader *reader, const json_t *meta)
{
    gsize i;
    json_t *item;
    char attack[6];
    json_array_foreach(json_object_get(meta, "refs"), i, item)
    {
        const char *url = osint_list_json_text(item);
        if (url == NULL)
            continue;
        osint_entity_list_append(reader->list, &reader->entity->refs, url);
        if (osint_list_json_attack_of_url(url, attack))
            osint_entity_list_cite_attack(reader->list, reader->entity, attack);
    }
    json_array_foreach(json_object_get(meta, "official-refs"), i,
                       item) if (osint_list_json_text(item) != NULL)
        osint_entity_list_add_site(reader->list, reader->entity, osint_list_json_text(item));
}

/* meta.external_id, one string or an array with one of ATT&CK's. */
static const char *attack_of(const json_t *meta)
{
    const json_t *ids = json_object_get(meta, "external_id");
    const char *found = NULL;
    gsize count = json_is_array(ids) ? json_array_size(ids) : ids != NULL;
    for (gsize i = 0; i < count; i++) {
        const char *id = osint_list_json_text(json_is_array(ids) ? json_array_get(ids, i) : ids);
        if (id == NULL || !osint_entity_is_attack_id(id))
            continue;
        if (found != NULL)
            return NULL;
        found = id;
    }
    return found;
}

/* The galaxy of tools says of some of its values what they are. */
static gboolean is_called_tool(const json_t *meta)
{
    gsize i;
    json_t *item;
    json_array_foreach(json_object_get(meta, "type"), i, item)
    {
        const char *text = osint_list_json_text(item);
        if (text != NULL &&
            (g_ascii_strcasecmp(text, "HackTool") == 0 || g_ascii_strcasecmp(text, "Tool") == 0))
            return TRUE;
    }
    return FALSE;
}

static void take_benign(OsintJsonReader *reader, const char *indicator)
{
    osint_entity_list_add_benign(reader->list, indicator);
}

/* The number in "海莲花 - APT-C-00", by which others know it, or NULL. */
static const char *number_in(const Galaxy *galaxy, const char *name)
{
    const char *dash = g_strcmp0(galaxy->namer, "360") == 0 ? strstr(name, " - APT-C-") : NULL;
    return dash != NULL ? dash + strlen(" - ") : NULL;
}

/* The name before the number; three letters are who is thought to be behind it. */
static void take_numbered(OsintJsonReader *reader, const char *name, const char *number)
{
    gsize length = (gsize)(number - name) - strlen(" - ");
    g_autofree char *before = g_strndup(name, length);
    osint_list_json_add_alias(reader, name);
    if (length > 3)
        osint_list_json_add_alias(reader, before);
}

static void read_value(OsintJsonReader *reader, const json_t *value, const Galaxy *galaxy)
{
    const char *text = osint_list_json_text(json_object_get(value, "value"));
    g_autofree char *name = text != NULL ? osint_entity_clean_name(text) : NULL;
    json_t *meta = json_object_get(value, "meta");
    if (name == NULL) {
        osint_entity_note(reader->notes, reader->index, "entity-name-bad",
                          "a value without a usable name (\"value\") is left out");
        return;
    }
    const char *number = number_in(galaxy, name);
    OsintEntityRow row = {.uuid = osint_list_json_text(json_object_get(value, "uuid")),
                          .attack = attack_of(meta),
                          .type_of = galaxy->weak && is_called_tool(meta) ? "tool" : galaxy->type,
                          .type_weak = galaxy->weak,
                          .name_weak = galaxy->namer != NULL && !galaxy->general,
                          .name = number != NULL ? number : name,
                          .description = osint_list_json_text(json_object_get(value, "description")),
                          .list = reader->notes->list,
                          .place = reader->index};
    osint_list_json_read_stated(reader, meta, &row);
    reader->entity = osint_entity_list_claim(reader->list, &row);
    if (number != NULL)
        take_numbered(reader, name, number);
    osint_list_json_each_name(reader, meta, "synonyms", take_synonym);
    osint_list_json_each_name(reader, meta, "aliases", take_synonym);
    osint_list_json_read_meta(reader, meta);
    if (galaxy->namer != NULL)
        add_user(reader, row.name, galaxy->namer);
    osint_list_json_each_name(reader, meta, "name-attribution", take_attribution);
    take_origins(reader, meta);
    take_refs(reader, meta);
    take_relations(reader, json_object_get(value, "related"));
}

/* An indicator that does no harm is no entity. */
static void read_benign(OsintJsonReader *reader, const json_t *value)
{
    OsintEntity nobody = {.name = "osint-benign"};
    reader->entity = &nobody;
    osint_list_json_each_name(reader, value, "value", take_benign);
    osint_list_json_each_name(reader, json_object_get(value, "meta"), "synonyms", take_benign);
}

void osint_list_json_read_galaxy(OsintJsonReader *reader, const json_t *root)
{
    Galaxy galaxy = galaxy_of(osint_list_json_text(json_object_get(root, "type")));
    gboolean benign = osint_list_json_is_benign(root);
    gsize i;
    json_t *value;
    json_array_foreach(json_object_get(root, "values"), i, value)
    {
        reader->index = (guint)i;
        if (benign || osint_list_json_is_benign(json_object_get(value, "meta")))
            read_benign(reader, value);
        else
            read_value(reader, value, &galaxy);
    }
}
