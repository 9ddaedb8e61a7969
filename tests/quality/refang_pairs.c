/* Defangs and refangs: one JSON object {"op", "input"} a line in, one JSON string a line out. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "indexer/entities/indicators/refang.h"

int main(void)
{
    for (json_t *row; (row = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, NULL)) != NULL; json_decref(row)) {
        const char *op = json_string_value(json_object_get(row, "op"));
        const char *input = json_string_value(json_object_get(row, "input"));
        if (op == NULL || input == NULL)
            return 2;
        g_autofree char *made = strcmp(op, "defang") == 0 ? osint_defang(input) : osint_refang(input);
        json_t *string = json_string(made);
        json_dumpf(string, stdout, JSON_ENCODE_ANY);
        putchar('\n');
        json_decref(string);
    }
    return 0;
}
