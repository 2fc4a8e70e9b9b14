import Foundation

/// One client's connection, on its own thread: reads requests and plays their answers.
struct Connection {
    private let socket: Socket
    private let number: Int
    private let core: Core

    init(_ socket: Socket, number: Int, core: Core) {
        self.socket = socket
        self.number = number
        self.core = core
    }

    /// Returns when either side ends the connection or the server stops.
    func serve() {
        defer { socket.closeNow() }
        var unread: [UInt8] = []
        while let head = nextHead(&unread), var request = RecordedRequest(head: head, connection: number) {
            guard let body = body(of: request, &unread) else { return }
            request.body = body
            let answer = core.answer(to: request)
            let goesOn = answer.steps.allSatisfy(play)
            core.answered()
            guard goesOn else { return }
        }
    }

    /// Whether the connection goes on.
    private func play(_ step: Answer.Step) -> Bool {
        switch step {
        case .send(let bytes): return socket.send(bytes)
        case .sendForever(let bytes):
            var left = 1 << 30
            while left > 0, socket.send(bytes) { left -= max(bytes.count, 1) }
            return false
        case .open(let gate):
            gate.open()
            return true
        case .wait(let gate): return socket.waitForHangUp(or: [gate.descriptor, core.stopping.readEnd]) == 0
        case .hang:
            _ = socket.waitForHangUp(or: [core.stopping.readEnd])
            return false
        case .close: return false
        case .reset:
            socket.resetOnClose()
            return false
        }
    }

    /// What a request carries, as long as its head says; nil where the connection ends before, or it is too much.
    private func body(of request: RecordedRequest, _ unread: inout [UInt8]) -> [UInt8]? {
        guard let count = request.header("Content-Length").flatMap({ Int($0) }) else { return [] }
        guard (0...(16 << 20)).contains(count) else { return nil }
        if request.header("Expect") != nil { guard socket.send(Answer.head(100, [])) else { return nil } }
        while unread.count < count {
            guard socket.waitReadable(or: core.stopping.readEnd) else { return nil }
            let more = socket.receive()
            guard !more.isEmpty else { return nil }
            unread += more
        }
        defer { unread.removeFirst(count) }
        return Array(unread.prefix(count))
    }

    /// The next request's head; nil at the connection's end. The hello of a client that wants
    /// TLS counts as a request with the method TLS.
    private func nextHead(_ unread: inout [UInt8]) -> String? {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        while unread.count < 1 << 20 {
            if let range = unread.firstRange(of: end) {
                defer { unread.removeSubrange(..<range.upperBound) }
                return String(decoding: unread[..<range.lowerBound], as: UTF8.self)
            }
            guard socket.waitReadable(or: core.stopping.readEnd) else { return nil }
            let more = socket.receive()
            guard !more.isEmpty else { return nil }
            if unread.isEmpty, more[0] == 0x16 { return "TLS / TLS" }
            unread += more
        }
        return nil
    }
}
