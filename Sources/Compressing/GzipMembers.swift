internal import CZlib

/// Finds where the whole members end in a run of gzip members (RFC 1952, section 2.2), taken piece by piece; what they
/// hold is not kept.
package final class GzipMembers {
    /// Bytes, from the beginning, of members that are whole.
    package private(set) var wholeBytes = 0
    private var takenBytes = 0
    // zlib compares the stream's address with the one that it was begun at: it must not move.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var isSound: Bool

    package init() {
        stream.initialize(to: z_stream())
        isSound = cz_begin_gunzip(stream) == Z_OK
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the next bytes; false once they are no gzip: nothing after that counts.
    package func take(_ piece: [UInt8]) -> Bool {
        guard isSound else { return false }
        var piece = piece
        let size = piece.count
        var used = 0
        piece.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = uInt(size)
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { output in
                while isSound, stream.pointee.avail_in > 0 {
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = uInt(output.count)
                    let status = inflate(stream, Z_NO_FLUSH)
                    used = size - Int(stream.pointee.avail_in)
                    if status == Z_STREAM_END {
                        wholeBytes = takenBytes + used
                        isSound = inflateReset(stream) == Z_OK
                    } else {
                        // No room is a matter of the next round.
                        isSound = status == Z_OK || status == Z_BUF_ERROR && stream.pointee.avail_out == 0
                    }
                }
            }
        }
        takenBytes += size
        return isSound
    }
}
