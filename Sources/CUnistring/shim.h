#include <uninorm.h>

/// Normalization form NFKC. The library's form is a macro, which Swift does not import.
static inline uint32_t *cunistring_nfkc(const uint32_t *scalars, size_t count, uint32_t *result, size_t *length) {
    return u32_normalize(UNINORM_NFKC, scalars, count, result, length);
}
