import Foundation
import Model

@testable import Daemon

/// A wall clock that a test sets; chance is always in the middle. Pauses are real, or only noted.
final class ManualTime: @unchecked Sendable {
    // Sendable: `moment` and `noted` are touched only while `lock` is held.
    private let lock = NSLock()
    private var moment: Timestamp
    private var noted: [Duration] = []
    private var passed: Duration = .zero

    init(_ text: String) { moment = Timestamp(text) ?? Timestamp(secondsSinceEpoch: 0) }

    var now: Timestamp { lock.withLock { moment } }

    func advance(hours: Double) { lock.withLock { moment = moment.adding(seconds: Int(hours * 3600)) } }

    /// Lets time pass on the clock of `noting`, while something else is done.
    func pass(_ duration: Duration) { lock.withLock { passed += duration } }

    /// Pauses that were noted, in their order.
    var pauses: [Duration] { lock.withLock { noted } }

    /// Where a pause takes no time but on the clock.
    var noting: DaemonClock {
        var piece = timepiece
        piece.elapsed = { self.lock.withLock { self.noted.reduce(self.passed, +) } }
        piece.sleep = { pause in self.lock.withLock { self.noted.append(pause) } }
        return piece
    }

    var timepiece: DaemonClock {
        var piece = DaemonClock.system
        piece.now = { self.now }
        piece.random = { 0.5 }
        return piece
    }
}
