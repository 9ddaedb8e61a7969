/* Mail: the same bytes as a message, as a mailbox and as a saved page. */
#include "tests/fuzz/reading.h"

#include "indexer/readers/mail/mail.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size = MIN(size, LONGEST);
    check_reading(data, size, osint_mail_read);
    check_reading(data, size, osint_mbox_read);
    check_reading(data, size, osint_mhtml_read);
    return 0;
}
