/* One request and its answer, within its budget of time, by whatever carries them. */
#ifndef OSINT_WEB_EXCHANGE_H
#define OSINT_WEB_EXCHANGE_H

#include "web/site.h"

G_BEGIN_DECLS

typedef struct {
    int connection;     /* as in OsintLastWords */
    guint16 request_id; /* as in OsintLastWords */
    /* A part of the answer goes out, for good; FALSE when nobody takes it. */
    gboolean (*send)(gpointer user_data, const char *bytes, gsize length);
    void (*log)(gpointer user_data, const char *line);
    gpointer user_data;
} OsintCarrier;

/* Answers the request now. status: that of the answer. FALSE when it could not be sent. */
gboolean osint_exchange(OsintSite *site, const OsintRequest *request, const OsintCarrier *carrier,
                        guint *status);

G_END_DECLS

#endif
