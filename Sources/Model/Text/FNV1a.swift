/// The 64-bit hash FNV-1a: the same in every process, which `Hasher` is not. No defence against chosen inputs.
///
/// Source: RFC 9923, section 4.
@frozen
package struct FNV1a: Sendable {
    /// The hash of nothing. Computed, so that other modules see the number.
    @inlinable
    package static var basis: UInt64 { 0xcbf2_9ce4_8422_2325 }

    package var value: UInt64

    @inlinable
    package init() { value = FNV1a.basis }

    /// - Parameter bytes: to begin with.
    @inlinable
    package init(_ bytes: some Sequence<UInt8>) {
        self.init()
        for byte in bytes { combine(byte) }
    }

    @inlinable
    package mutating func combine(_ byte: UInt8) { value = FNV1a.combining(value, byte) }

    /// The hash of what `value` is the hash of, and one more byte.
    @inlinable @inline(__always)
    package static func combining(_ value: UInt64, _ byte: UInt8) -> UInt64 {
        (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
