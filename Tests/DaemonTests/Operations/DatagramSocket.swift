import Dispatch
import Glibc
import Testing

/// A service manager's end of the notify protocol: a datagram socket that keeps what it is told.
final class DatagramSocket: Sendable {
    /// What `NOTIFY_SOCKET` says of it.
    let name: String
    private let handle: CInt

    /// - Parameter name: a path, or `@` and an abstract name.
    init(_ name: String) throws {
        self.name = name
        handle = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(name.utf8)
        try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        if name.hasPrefix("@") { address.sun_path.0 = 0 }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (name.hasPrefix("@") ? 0 : 1))
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(handle, $0, length) }
        }
        try #require(status == 0, "\(String(cString: strerror(errno)))")
    }

    deinit { close(handle) }

    /// The datagrams that are there, in order, without waiting.
    func received() -> [String] {
        var all: [String] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(handle, &buffer, buffer.count, CInt(MSG_DONTWAIT))
            guard count >= 0 else { return all }
            all.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    /// Waits for a datagram that is as wanted; others before it are passed over.
    ///
    /// - Throws: where none comes for half a minute.
    func hear(_ isWanted: @escaping @Sendable (String) -> Bool) async throws {
        let handle = handle
        let isHeard = await withCheckedContinuation { done in
            DispatchQueue.global().async {
                var buffer = [UInt8](repeating: 0, count: 65_536)
                while true {
                    var event = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
                    guard poll(&event, 1, 900_000) > 0 else { return done.resume(returning: false) }
                    let count = recv(handle, &buffer, buffer.count, CInt(MSG_DONTWAIT))
                    guard count >= 0 else { return done.resume(returning: false) }
                    if isWanted(String(decoding: buffer[..<count], as: UTF8.self)) {
                        return done.resume(returning: true)
                    }
                }
            }
        }
        withExtendedLifetime(self) {}
        try #require(isHeard, "the notice did not come")
    }
}
