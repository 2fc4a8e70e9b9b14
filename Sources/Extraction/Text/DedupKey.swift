internal import Hashing
internal import Model

/// What two copies of an article share whatever their width, script and punctuation: letters, digits and Han
/// characters, compatibility forms composed (NFKC), Traditional folded to Simplified, case folded.
enum DedupKey {
    /// A key of fewer characters than this also takes in the title and the attachments, so that two notices that only
    /// say 详见附件 stay two articles.
    static let shortKey = 100

    static func fingerprint(body: [String], title: String?, attachments: [String]) -> Fingerprint {
        var key: [UInt32] = []
        for line in body { append(line, to: &key) }
        if key.count < shortKey {
            append(title ?? "", to: &key)
            for url in attachments { append(url, to: &key) }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(key.count * 3)
        for scalar in key { bytes.append(contentsOf: Unicode.UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")!) }
        return Fingerprint(id: ArticleID(Digest(sha256Of: bytes)), simhash: simhash(of: key))
    }

    static func append(_ line: String, to key: inout [UInt32]) {
        let start = key.count
        for scalar in line.unicodeScalars where !append(Width.half(scalar.value), to: &key) {
            // A rarer character: the whole line goes through NFKC, which may compose it with its neighbours.
            key.removeSubrange(start...)
            for normalised in CompatibilityForm.compose(scalars(of: line)) { appendAny(normalised, to: &key) }
            return
        }
    }

    /// - Returns: whether the scalar is one of those whose treatment is known without NFKC.
    @inline(__always)
    private static func append(_ scalar: UInt32, to key: inout [UInt32]) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF: key.append(folded(scalar))
        case 0x30...0x39, 0x61...0x7A: key.append(scalar)
        case 0x41...0x5A: key.append(scalar + 0x20)
        case 0..<0x80, 0xA0, 0xB7, 0xD7, 0x2010...0x2027, 0x2500...0x25FF, 0x3000...0x3004, 0x3008...0x301F: break
        default: return false
        }
        return true
    }

    private static func appendAny(_ scalar: UInt32, to key: inout [UInt32]) {
        guard !append(scalar, to: &key), let properties = Unicode.Scalar(scalar)?.properties,
            properties.isAlphabetic || properties.numericType != nil
        else { return }
        for lower in properties.lowercaseMapping.unicodeScalars { key.append(folded(lower.value)) }
    }

    private static func folded(_ scalar: UInt32) -> UInt32 {
        let simplified = TraditionalTable.simplified(scalar)
        return simplified == 0x7740 ? 0x8457 : simplified  // 着 and 著 are one in Traditional text
    }

    /// 64-bit simhash over the pairs of neighbouring characters.
    ///
    /// Source: M. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002.
    private static func simhash(of key: [UInt32]) -> Simhash {
        var weights = [Int32](repeating: 0, count: 64)
        for index in key.indices.dropLast() {
            var hash = (UInt64(key[index]) << 32 | UInt64(key[index + 1])) &* 0x9E37_79B9_7F4A_7C15
            hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 29
            for bit in 0..<64 { weights[bit] += Int32(hash >> UInt64(bit) & 1) * 2 - 1 }
        }
        return Simhash(bits: (0..<64).reduce(0) { $0 | (weights[$1] > 0 ? 1 << UInt64($1) : 0) })
    }
}
