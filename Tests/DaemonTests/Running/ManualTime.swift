import Foundation
import Model

@testable import Daemon

/// A wall clock that a test sets; pauses are real, and chance is always in the middle.
final class ManualTime: @unchecked Sendable {
    // Sendable: `moment` is touched only while `lock` is held.
    private let lock = NSLock()
    private var moment: Timestamp

    init(_ text: String) { moment = Timestamp(text) ?? Timestamp(secondsSinceEpoch: 0) }

    var now: Timestamp { lock.withLock { moment } }

    func advance(hours: Double) { lock.withLock { moment = moment.adding(seconds: Int(hours * 3600)) } }

    var timepiece: Timepiece {
        var piece = Timepiece.system
        piece.now = { self.now }
        piece.random = { 0.5 }
        return piece
    }
}
