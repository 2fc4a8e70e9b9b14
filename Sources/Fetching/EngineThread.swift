internal import CCurl
internal import Glibc
internal import Model

/// The life of the engine's thread: take commands, start transfers, let libcurl work, answer, sleep.
///
/// Not Sendable: made, used and dropped on that thread alone.
final class EngineThread {
    private struct Order {
        let hop: RedirectStep
        let continuation: CheckedContinuation<Engine.Answer, Never>
    }

    private let engine: Engine
    private let policy: FetchPolicy
    private let multi: MultiHandle
    private var queue: TransferQueue
    /// Everything that is owed an answer, waiting or running, by id.
    private var orders: [UInt64: Order] = [:]
    /// Running transfers by their easy handle.
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    private var handlesByID: [UInt64: UnsafeMutableRawPointer] = [:]
    private var idleHandles: [EasyHandle] = []

    init(_ engine: Engine, policy: FetchPolicy, multi: MultiHandle) {
        self.engine = engine
        self.policy = policy
        self.multi = multi
        queue = TransferQueue(maxConcurrent: policy.maxConcurrent, maxPerHost: policy.maxPerHost)
    }

    /// Returns when the engine is closed, with nothing owed.
    func run() {
        EngineThread.blockBrokenPipeSignal()
        while true {
            let mail = engine.collect()
            mail.commands.forEach(obey)
            if mail.isClosing { return endAll(.shuttingDown) }
            repeat {
                startWaiting()
                let code = multi.perform()
                guard code == CURLM_OK else {
                    endAll(.local(reason: String(cString: curl_multi_strerror(code))))
                    break
                }
            } while answerFinished() > 0
            let code = multi.poll(longestMilliseconds: 60_000)
            if code != CURLM_OK { endAll(.local(reason: String(cString: curl_multi_strerror(code)))) }
        }
    }

    private func obey(_ command: Engine.Command) {
        switch command {
        case .add(let id, let hop, let continuation):
            orders[id] = Order(hop: hop, continuation: continuation)
            queue.add(id, host: hop.address.host)
        case .cancel(let id):
            guard let order = orders.removeValue(forKey: id) else { return }  // answered already
            if let pointer = handlesByID[id] { retire(pointer) }
            order.continuation.resume(returning: .failure(.cancelled))
        }
    }

    private func startWaiting() {
        while let (id, host) = queue.next() {
            guard let order = orders[id] else {  // cancelled while it waited
                queue.finish(host: host)
                continue
            }
            if let failure = start(id, order.hop) {
                queue.finish(host: host)
                orders[id] = nil
                order.continuation.resume(returning: .failure(failure))
            }
        }
    }

    /// Nil when the transfer runs.
    private func start(_ id: UInt64, _ hop: RedirectStep) -> FetchFailure? {
        guard let handle = idleHandles.popLast() ?? EasyHandle() else { return .local(reason: "out of memory") }
        do throws(FetchFailure) {
            let transfer = try Transfer(id: id, hop: hop, handle: handle, policy: policy)
            let code = multi.add(handle)
            guard code == CURLM_OK else { return .local(reason: String(cString: curl_multi_strerror(code))) }
            transfers[handle.pointer] = transfer
            handlesByID[id] = handle.pointer
            return nil
        } catch {
            return error
        }
    }

    /// How many there were.
    private func answerFinished() -> Int {
        var count = 0
        while let (pointer, code) = multi.nextFinished() {
            count += 1
            guard let transfer = transfers[pointer] else { continue }
            let result = transfer.result(code)
            retire(pointer)
            orders.removeValue(forKey: transfer.id)?.continuation.resume(returning: result)
        }
        return count
    }

    /// Takes a transfer from libcurl and gives its slot and its handle back.
    private func retire(_ pointer: UnsafeMutableRawPointer) {
        guard let transfer = transfers.removeValue(forKey: pointer) else { return }
        multi.remove(transfer.handle)
        handlesByID[transfer.id] = nil
        queue.finish(host: transfer.hop.address.host)
        if idleHandles.count < policy.maxConcurrent { idleHandles.append(transfer.handle) }
    }

    /// Libcurl leaves SIGPIPE to its user where CURLOPT_NOSIGNAL is set; a site that hangs up must not end the process.
    private static func blockBrokenPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func endAll(_ failure: FetchFailure) {
        for pointer in Array(transfers.keys) { retire(pointer) }
        let owed = orders.values.map(\.continuation)
        orders = [:]
        for continuation in owed { continuation.resume(returning: .failure(failure)) }
    }
}
