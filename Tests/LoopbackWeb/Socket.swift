import Foundation

/// Owns a TCP socket's descriptor. Every wait has an end.
final class Socket: Sendable {
    private let descriptor: Guarded<Int32>
    private static let patienceMilliseconds: Int32 = 30_000
    /// A client may come late where the machine has much else to do.
    private static let listeningMilliseconds: Int32 = 600_000

    private init(_ descriptor: Int32) { self.descriptor = Guarded(descriptor) }

    deinit { closeNow() }

    static func listener(host: String, port: Int) throws -> Socket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw LoopbackError("socket", errno) }
        let listener = Socket(descriptor)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            throw LoopbackError("\(host) is no IPv4 address")
        }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(descriptor, 512) == 0 else { throw LoopbackError("bind to \(host):\(port)", errno) }
        return listener
    }

    func port() throws -> Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(fileDescriptor, $0, &length) }
        }
        guard code == 0 else { throw LoopbackError("getsockname", errno) }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    func accept() -> Socket? {
        let client = Foundation.accept(fileDescriptor, nil, nil)
        guard client >= 0 else { return nil }
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        setsockopt(client, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        return Socket(client)
    }

    /// False when `other` became readable, or nothing happened for long.
    func waitReadable(or other: Int32) -> Bool {
        var polled = [
            pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: other, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let ready = poll(&polled, 2, Socket.listeningMilliseconds)
            if ready < 0, errno == EINTR { continue }
            return ready > 0 && polled[1].revents == 0
        }
    }

    /// The index of the first readable one of `others`; nil when the client hung up, or nothing happened for long.
    func waitForHangUp(or others: [Int32]) -> Int? {
        let hangUp: Int16 = 0x2000  // POLLRDHUP, which the Glibc module does not show
        var polled = [pollfd(fd: fileDescriptor, events: hangUp, revents: 0)]
        polled += others.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&polled, nfds_t(polled.count), Socket.patienceMilliseconds) > 0 else { return nil }
        return polled.dropFirst().firstIndex { $0.revents != 0 }.map { $0 - 1 }
    }

    /// What has come; empty at the end.
    func receive() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = recv(fileDescriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : []
    }

    /// False when the client is gone or does not read.
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            var polled = pollfd(fd: fileDescriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&polled, 1, Socket.patienceMilliseconds) > 0 else { return false }
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(fileDescriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Makes `closeNow` send an RST.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(fileDescriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    func closeNow() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    private var fileDescriptor: Int32 { descriptor.withLock { $0 } }
}
