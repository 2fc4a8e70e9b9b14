import Foundation

/// A signal between a test and the server's threads, given once: closed until `open()`, then open for good.
package final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Guarded(State())
    private let pipe: Pipe

    /// - Throws: when file descriptors are out.
    package init() throws { pipe = try Pipe() }

    package func open() {
        let waiting = state.withLock { state in
            if !state.isOpen { pipe.signal() }
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns once the gate is open.
    package func opened() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    /// Readable for ever once the gate is open.
    var descriptor: Int32 { pipe.readEnd }
}

/// A pipe that carries one signal and closes itself.
final class Pipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw LoopbackError("pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Makes the read end readable; nobody ever reads it.
    func signal() { _ = [UInt8(1)].withUnsafeBytes { write(writeEnd, $0.baseAddress, 1) } }
}

/// A value that one thread at a time touches.
final class Guarded<Value>: @unchecked Sendable {
    // Sendable, since `value` is touched only under the lock.
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { try body(&value) }
    }
}

/// A system call that the test server needs failed.
package struct LoopbackError: Error, CustomStringConvertible {
    package let description: String

    init(_ operation: String, _ code: Int32) { description = "\(operation): \(String(cString: strerror(code)))" }
    init(_ description: String) { self.description = description }
}
