internal import CBrotli

/// Owns one decoder of libbrotli; what follows the stream's end is left out.
/// Source: RFC 7932.
final class BrotliDecoder: ContentDecoder {
    private let state: OpaquePointer
    private(set) var hasEnded = false

    /// Nil where memory is out.
    init?() {
        guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
        self.state = state
    }

    deinit { BrotliDecoderDestroyInstance(state) }

    func decode(_ bytes: UnsafeBufferPointer<UInt8>, taking: ContentTaking) throws(ContentCodingFailure) {
        guard !hasEnded else { return }
        var left = bytes.count
        var next = bytes.baseAddress
        while true {
            var room = 0
            let result = BrotliDecoderDecompressStream(state, &left, &next, &room, nil, nil)
            // The decoder's own buffer, read before it is asked to go on.
            while BrotliDecoderHasMoreOutput(state) != 0 {
                var count = 0
                guard let piece = BrotliDecoderTakeOutput(state, &count), count > 0 else { break }
                try taking(UnsafeBufferPointer(start: piece, count: count))
            }
            switch result {
            case BROTLI_DECODER_RESULT_SUCCESS:
                hasEnded = true
                return
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
            default:
                let code = BrotliDecoderGetErrorCode(state)
                throw .unreadable(BrotliDecoderErrorString(code).map { String(cString: $0) } ?? "no Brotli")
            }
        }
    }
}
