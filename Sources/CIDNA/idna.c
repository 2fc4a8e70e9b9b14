#include "CIDNA.h"

#include <pthread.h>
#include <unicode/uidna.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
/* Made once, then only read. */
static UIDNA *converter;

static void open_converter(void) {
    UErrorCode status = U_ZERO_ERROR;
    converter = uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
        &status);
    if (U_FAILURE(status)) converter = NULL;
}

int32_t cidna_to_ascii(const char *name, int32_t length, char *result, int32_t capacity) {
    pthread_once(&once, open_converter);
    if (!converter) return CIDNA_NO_LIBRARY;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    int32_t written = uidna_nameToASCII_UTF8(converter, name, length, result, capacity, &info, &status);
    const uint32_t unchecked = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG
        | UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
    if (U_FAILURE(status) || written > capacity || info.errors & ~unchecked) return CIDNA_NO_NAME;
    return written;
}
