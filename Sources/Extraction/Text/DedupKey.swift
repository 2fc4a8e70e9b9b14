internal import Hashing
internal import Model

/// What two copies of an article share whatever their width, script and punctuation: letters, digits and Han
/// characters, compatibility forms composed (NFKC), Traditional folded to Simplified, case folded; a number has its sign,
/// its point and its per cent (`KeyText`).
enum DedupKey {
    /// A key of fewer characters than this also takes in the title, so that two notices that only say 详见附件 stay two
    /// articles.
    static let shortKey = 100

    /// - Parameter names: of the attachments, and of the images of an item that shows its content as such. Where there
    ///   are some, they belong to the key, and so does the title: three notices in the same words about three lists are
    ///   three.
    static func fingerprint(body: [String], title: String?, names: [String]) -> Fingerprint {
        var key = KeyText()
        for line in body { key.append(line) }
        if key.count < shortKey || !names.isEmpty {
            key.append(title ?? "")
            for name in names { key.append(name) }
        }
        let scalars = key.scalars
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count * 3)
        for scalar in scalars { bytes.append(contentsOf: Unicode.UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")!) }
        return Fingerprint(id: ArticleID(Digest(sha256Of: bytes)), simhash: simhash(of: scalars))
    }

    /// The same of an article's parts.
    static func fingerprint(body: [String], _ metadata: ArticleMetadata) -> Fingerprint {
        let attachments = (metadata.attachments ?? []).map { name($0.name, $0.url) }
        let isShown = metadata.flags?.contains { [.imageOnly, .videoOnly, .pdfOnly, .fileOnly].contains($0) } == true
        let images = isShown ? (metadata.images ?? []).map { name($0.caption, $0.url) } : []
        return fingerprint(body: body, title: metadata.title, names: attachments + images)
    }

    private static func name(_ name: String?, _ url: String) -> String {
        if let name, !name.isEmpty { return name }
        return fileName(in: url)
    }

    /// What an attachment or image without a name is called: the last part of its address.
    static func fileName(in url: String) -> String {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").last.map(String.init) ?? url
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
