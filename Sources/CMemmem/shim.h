#include <stddef.h>

/* An extension, which glibc's header shows to GNU programs alone. */
void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);
