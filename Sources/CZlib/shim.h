#include <zlib.h>

/* deflateInit2 and inflateInit2 are macros, which Swift does not import. 15 + 16: the largest window, gzip framing. */
static inline int cz_begin_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int cz_begin_gunzip(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

/* 15: zlib framing; -15: none. */
static inline int cz_begin_inflate(z_stream *stream, int has_framing) {
    return inflateInit2(stream, has_framing ? 15 : -15);
}
