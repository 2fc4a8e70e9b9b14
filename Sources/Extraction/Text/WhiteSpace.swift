/// White space as pages use it: ASCII's, U+00A0, U+3000 and the spaces of U+2000 to U+200A.
enum WhiteSpace {
    /// The text with every run of white space made one space, none at the ends, and invisible characters left out.
    static func collapse(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var isPending = false
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                let (kind, length) = CharacterClass.read(bytes, at: index)
                if kind == .space {
                    isPending = true
                } else if kind != .invisible {
                    if isPending, !kept.isEmpty { kept.append(0x20) }
                    isPending = false
                    for offset in 0..<length { kept.append(bytes[index + offset]) }
                }
                index += length
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
