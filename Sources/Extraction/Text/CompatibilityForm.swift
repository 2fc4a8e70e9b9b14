internal import CUnistring
import Glibc

/// Unicode normalization form NFKC (UAX #15), through libunistring.
enum CompatibilityForm {
    /// The scalars in NFKC; unchanged where memory runs out.
    static func compose(_ scalars: [UInt32]) -> [UInt32] {
        var count = 0
        guard let result = cunistring_nfkc(scalars, scalars.count, nil, &count) else { return scalars }
        defer { free(result) }
        return Array(UnsafeBufferPointer(start: result, count: count))
    }
}
