/// Whether a host's name, or its address as it stands in a URL or without brackets, is this machine's own.
///
/// - Parameter host: `localhost`, `127.1.2.3`, `::1`, `[::1]`.
package func isLoopback(host: some StringProtocol) -> Bool {
    if host == "localhost" || host == "::1" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
}
