internal import CZlib

/// Owns one inflate stream of zlib.
final class Inflater {
    enum Frame { case gzip, zlib, none }

    private let stream: UnsafeMutablePointer<z_stream>
    private var output: [UInt8]

    /// Nil where memory is out.
    init?(_ frame: Frame) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = [UInt8](repeating: 0, count: 64 << 10)
        let code =
            switch frame {
            case .gzip: cz_begin_gunzip(stream)
            case .zlib: cz_begin_inflate(stream, 1)
            case .none: cz_begin_inflate(stream, 0)
            }
        guard code == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Makes it ready for another stream with the same frame.
    func restart() { inflateReset(stream) }

    /// - Returns: how many bytes were left over behind the stream's end; nil where the end has not come.
    func inflate(
        _ bytes: UnsafeBufferPointer<UInt8>, taking: ContentTaking
    ) throws(ContentCodingFailure) -> Int? {
        // libcurl hands over 16 KiB at most, and decoders 64: a count that zlib's own type takes.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = uInt(bytes.count)
        defer { stream.pointee.next_in = nil }
        while true {
            let before = stream.pointee.avail_in
            let status = output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = uInt(output.count)
                return CZlib.inflate(stream, Z_NO_FLUSH)
            }
            let count = output.count - Int(stream.pointee.avail_out)
            if count > 0 { try hand(count, to: taking) }
            switch status {
            case Z_STREAM_END: return Int(stream.pointee.avail_in)
            case Z_OK where count > 0 || stream.pointee.avail_in < before: continue
            case Z_OK, Z_BUF_ERROR: return nil  // all that came is read
            default: throw .unreadable(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)")
            }
        }
    }

    private func hand(_ count: Int, to taking: ContentTaking) throws(ContentCodingFailure) {
        let result: Result<Void, ContentCodingFailure> = output.withUnsafeBufferPointer { output in
            do throws(ContentCodingFailure) {
                return .success(try taking(UnsafeBufferPointer(rebasing: output[..<count])))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}

/// Gzip: members one behind the other make one content; anything else behind a member is left out.
/// Source: RFC 1952, section 2.2.
final class GzipDecoder: ContentDecoder {
    private enum State {
        case inside
        /// Behind a member, of which this may be the next one's first byte.
        case between(first: Bool)
        case over
    }

    private let inflater: Inflater
    private var state = State.inside

    init?() {
        guard let inflater = Inflater(.gzip) else { return nil }
        self.inflater = inflater
    }

    var hasEnded: Bool {
        switch state {
        case .inside, .between(first: true): false
        case .between(first: false), .over: true
        }
    }

    func decode(_ bytes: UnsafeBufferPointer<UInt8>, taking: ContentTaking) throws(ContentCodingFailure) {
        var rest = bytes[...]
        while let byte = rest.first {
            switch state {
            case .inside:
                guard let left = try inflater.inflate(UnsafeBufferPointer(rebasing: rest), taking: taking) else {
                    return
                }
                rest = rest.suffix(left)
                state = .between(first: false)
            case .between(first: false):
                rest = rest.dropFirst()
                state = byte == 0x1F ? .between(first: true) : .over
            case .between(first: true):
                guard byte == 0x8B else {
                    state = .over
                    return
                }
                inflater.restart()
                state = .inside
                try GzipDecoder.magic.withUnsafeBufferPointerResult { (first) throws(ContentCodingFailure) in
                    _ = try inflater.inflate(UnsafeBufferPointer(rebasing: first[..<1]), taking: taking)
                }
            case .over: return
            }
        }
    }

    private static let magic: [UInt8] = [0x1F, 0x8B]
}

/// `deflate`, which servers send with zlib's frame, as they should, or without.
/// Source: RFC 9110, section 8.4.1.2; RFC 1950, section 2.2.
final class DeflateDecoder: ContentDecoder {
    private var inflater: Inflater?
    /// The first byte, until the second tells what it is.
    private var first: UInt8?
    private(set) var hasEnded = false

    init() {}

    func decode(_ bytes: UnsafeBufferPointer<UInt8>, taking: ContentTaking) throws(ContentCodingFailure) {
        guard !hasEnded else { return }
        var bytes = Array(bytes)
        if inflater == nil {
            if let first { bytes.insert(first, at: 0) }
            guard bytes.count >= 2 else {
                first = bytes.first
                return
            }
            let isFramed = bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
            inflater = Inflater(isFramed ? .zlib : .none)
        }
        guard let inflater else { throw .unreadable("memory is out") }
        try bytes.withUnsafeBufferPointerResult { (bytes) throws(ContentCodingFailure) in
            hasEnded = try inflater.inflate(bytes, taking: taking) != nil
        }
    }
}

extension [UInt8] {
    /// `withUnsafeBufferPointer` with the error's type kept.
    fileprivate func withUnsafeBufferPointerResult(
        _ body: (UnsafeBufferPointer<UInt8>) throws(ContentCodingFailure) -> Void
    ) throws(ContentCodingFailure) {
        let result: Result<Void, ContentCodingFailure> = withUnsafeBufferPointer { bytes in
            do throws(ContentCodingFailure) {
                return .success(try body(bytes))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}
