internal import Foundation

/// Runs work that blocks (reading files and captures, opening a database, reading a page again) on a few threads of its
/// own, so that the threads that all tasks share stay free. More work than threads waits in line.
final class BlockingPool: Sendable {
    private let queue: OperationQueue

    /// - Parameter width: threads at most.
    init(width: Int = 4) {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = width
    }

    /// - Throws: what the work throws.
    func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.addOperation {
                do throws(Failure) {
                    continuation.resume(returning: .success(try work()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
