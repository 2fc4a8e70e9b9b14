internal import CCrypto
package import Model

extension Digest {
    /// SHA-256 of the bytes (FIPS 180-4), through libcrypto.
    package init(sha256Of bytes: UnsafeRawBufferPointer) {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = digest.withUnsafeMutableBufferPointer {
            SHA256(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, $0.baseAddress)
        }
        self.init(bytes: digest)!  // 32 bytes by SHA256_DIGEST_LENGTH
    }

    /// SHA-256 of the bytes (FIPS 180-4), through libcrypto.
    package init(sha256Of bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Digest(sha256Of: $0) }
    }

    /// HMAC with SHA-256, which only those can make who know the key.
    ///
    /// Source: RFC 2104.
    package init(hmacSHA256Of bytes: [UInt8], key: [UInt8]) {
        var block = key.count > 64 ? Digest(sha256Of: key).bytes : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        let inner = Digest(sha256Of: block.map { $0 ^ 0x36 } + bytes)
        self = Digest(sha256Of: block.map { $0 ^ 0x5C } + inner.bytes)
    }
}
