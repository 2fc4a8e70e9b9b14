internal import CZlib

/// Compresses to and from gzip (RFC 1952) in memory, through zlib.
package enum Gzip {
    /// One gzip member. Level 3 halves the time of the usual 6 and makes Chinese pages about a tenth larger.
    package static func compress(_ bytes: [UInt8], level: CInt = 3) -> [UInt8] {
        precondition(bytes.count <= Int(UInt32.max), "a page is far smaller")
        var stream = z_stream()
        precondition(cz_begin_gzip(&stream, level) == Z_OK, "zlib is out of memory, or of another version")
        defer { deflateEnd(&stream) }
        var input = bytes
        let bound = Int(deflateBound(&stream, uLong(bytes.count)))
        return input.withUnsafeMutableBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: bound) { output, filled in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(bound)
                let result = deflate(&stream, Z_FINISH)
                precondition(result == Z_STREAM_END, "deflateBound holds for one call")
                filled = bound - Int(stream.avail_out)
            }
        }
    }

    /// The content of one gzip member that fills the bytes.
    ///
    /// - Parameter limit: Content beyond this many bytes is refused before it is kept.
    package static func expand(_ bytes: [UInt8], limit: Int) throws(GzipFailure) -> [UInt8] {
        try expand(bytes, limit: limit) { rest in rest.isEmpty ? .end : .refuse }
    }

    /// The content of all members of a gzip file, one behind the other; anything else behind a member is left out.
    ///
    /// Source: RFC 1952, section 2.2.
    ///
    /// - Parameter limit: Content beyond this many bytes is refused before it is kept.
    package static func expandFile(_ bytes: [UInt8], limit: Int) throws(GzipFailure) -> [UInt8] {
        try expand(bytes, limit: limit) { rest in rest.starts(with: [0x1F, 0x8B]) ? .goOn : .end }
    }

    /// What to do behind a member.
    private enum Step { case end, goOn, refuse }

    private static func expand(
        _ bytes: [UInt8], limit: Int, behindMember step: (Slice<UnsafeMutableBufferPointer<UInt8>>) -> Step
    ) throws(GzipFailure) -> [UInt8] {
        var stream = z_stream()
        guard bytes.count <= Int(UInt32.max), cz_begin_gunzip(&stream) == Z_OK else { throw .tooLarge }
        defer { inflateEnd(&stream) }
        var input = bytes
        let result: Result<[UInt8], GzipFailure> = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = uInt(input.count)
            var content: [UInt8] = []
            while true {
                var status = Z_OK
                content += [UInt8](unsafeUninitializedCapacity: 1 << 16) { output, filled in
                    stream.next_out = output.baseAddress
                    stream.avail_out = uInt(1 << 16)
                    status = inflate(&stream, Z_NO_FLUSH)
                    filled = (1 << 16) - Int(stream.avail_out)
                }
                if content.count > limit { return .failure(.tooLarge) }
                if status == Z_OK { continue }
                // Z_BUF_ERROR: no progress, since the input ends too early.
                guard status == Z_STREAM_END else { return .failure(status == Z_BUF_ERROR ? .truncated : .corrupt) }
                switch step(input.suffix(Int(stream.avail_in))) {
                case .end: return .success(content)
                case .refuse: return .failure(.trailingBytes)
                case .goOn: inflateReset(&stream)
                }
            }
        }
        return try result.get()
    }
}

package enum GzipFailure: String, Error {
    case truncated = "it ends too early"
    case corrupt = "it is no gzip"
    case trailingBytes = "something follows it"
    case tooLarge = "it is larger than a record may be"
}
