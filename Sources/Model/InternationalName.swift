internal import CIDNA

/// Host names beyond ASCII, as browsers bring them into ASCII; ICU knows the tables.
/// Source: UTS #46, section 4.2 "ToASCII", non-transitional, with CheckBidi and CheckJoiners.
enum InternationalName {
    /// Nil where it is no name; the labels' lengths are not looked at.
    ///
    /// - Parameter name: UTF-8, at most 2048 bytes; bytes that are none make it no name.
    static func ascii(_ name: [UInt8]) -> [UInt8]? {
        guard let length = Int32(exactly: name.count), length <= 2048 else { return nil }
        var result = [UInt8](repeating: 0, count: 2048)
        let written = unsafe name.withUnsafeBytes { name in
            unsafe result.withUnsafeMutableBytes { result in
                unsafe cidna_to_ascii(
                    name.baseAddress?.assumingMemoryBound(to: CChar.self), length,
                    result.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(result.count))
            }
        }
        return written >= 0 ? Array(result.prefix(Int(written))) : nil
    }
}
