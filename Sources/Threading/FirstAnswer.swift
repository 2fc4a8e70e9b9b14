internal import Synchronization

/// An answer that is awaited by one task and may come from several sides: the first one counts.
package final class FirstAnswer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, Never>)
        case answered(Value)
        case over
    }

    private let state = Mutex(State.open)

    package init() {}

    /// Whether an answer is still of use.
    package var isWanted: Bool {
        state.withLock { state in
            switch state {
            case .open, .awaited: true
            case .answered, .over: false
            }
        }
    }

    /// Answers, unless that was done before.
    package func give(_ value: Value) {
        let awaiting = state.withLock { state -> CheckedContinuation<Value, Never>? in
            switch state {
            case .open: state = .answered(value)
            case .awaited(let continuation):
                state = .over
                return continuation
            case .answered, .over: break
            }
            return nil
        }
        awaiting?.resume(returning: value)
    }

    /// Returns the answer when it is there; to be called once.
    package func get() async -> Value {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Value? in
                guard case .answered(let value) = state else {
                    state = .awaited(continuation)
                    return nil
                }
                state = .over
                return value
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }
}
