internal import Dispatch
internal import Synchronization

/// Runs work that blocks, or computes for long, on a fixed number of threads of its own. The threads that all Swift
/// tasks share stay free for the work that must never wait: HTTP, signals, the scheduler.
///
/// Jobs begin in the order in which they come, one at a time on each thread. A thread starts when there is work for it.
package final class WorkerThreads: Sendable {
    package typealias Job = @Sendable (_ thread: Int) -> Void

    private struct State {
        var jobs: [Job] = []
        var idle: [Int]
        /// Threads whose job does not end.
        var lost: Set<Int> = []
        /// Serial queues without a target: the system gives each a thread of its own, however busy the others are.
        var queues: [DispatchQueue]
    }

    private let label: String
    private let state: Mutex<State>
    /// How many jobs run at one time, at most; those of lost threads apart.
    package let count: Int

    /// - Parameter count: of the threads, at least 1.
    package init(label: String, count: Int) {
        precondition(count >= 1, "work without a thread")
        self.label = label
        self.count = count
        state = Mutex(
            State(
                idle: Array((0..<count).reversed()),
                queues: (0..<count).map { DispatchQueue(label: "\(label).\($0)") }))
    }

    /// Gives up a thread whose job does not end; another one, with the next number, takes its place.
    package func giveUp(_ thread: Int) {
        let queue = state.withLock { state -> (Int, DispatchQueue)? in
            guard state.lost.insert(thread).inserted else { return nil }
            let next = state.queues.count
            state.queues.append(DispatchQueue(label: "\(label).\(next)"))
            return (next, state.queues[next])
        }
        if let (thread, queue) = queue { queue.async { self.work(on: thread) } }
    }

    /// Begins a job as soon as a thread is free.
    ///
    /// - Parameter job: gets the number of its thread, from 0 on.
    package func enqueue(_ job: @escaping Job) {
        let free = state.withLock { state -> (Int, DispatchQueue)? in
            state.jobs.append(job)
            return state.idle.popLast().map { ($0, state.queues[$0]) }
        }
        if let (thread, queue) = free { queue.async { self.work(on: thread) } }
    }

    /// Runs work on one of the threads; returns what it returns.
    package func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { done in
            enqueue { _ in
                do throws(Failure) {
                    done.resume(returning: .success(try work()))
                } catch {
                    done.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private func work(on thread: Int) {
        while let job = next(for: thread) { job(thread) }
    }

    /// Nil where the thread has nothing to do; it is idle then.
    private func next(for thread: Int) -> Job? {
        state.withLock { state in
            guard !state.lost.contains(thread) else { return nil }
            guard !state.jobs.isEmpty else {
                state.idle.append(thread)
                return nil
            }
            return state.jobs.removeFirst()
        }
    }
}
