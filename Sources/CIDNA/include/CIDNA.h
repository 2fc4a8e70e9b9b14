#ifndef DIBAO_CIDNA_H
#define DIBAO_CIDNA_H

#include <stdint.h>

/* What keeps a text from being a name. */
enum { CIDNA_NO_NAME = -1, CIDNA_NO_LIBRARY = -2 };

/* The ASCII form of a host name, as browsers make it: UTS #46, non-transitional, joiners and directions checked, lengths
   and hyphens not. Writes no zero at the end. Returns the bytes written, or one of the values above; a result longer
   than `capacity` is no name either. May be called from several threads. */
int32_t cidna_to_ascii(const char *name, int32_t length, char *result, int32_t capacity);

#endif
