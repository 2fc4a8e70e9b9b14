internal import Glibc
package import Model

extension Timestamp {
    /// What this machine's clock shows; only commands ask, everything below is told.
    package static var now: Timestamp { Timestamp(secondsSinceEpoch: time(nil)) }
}
