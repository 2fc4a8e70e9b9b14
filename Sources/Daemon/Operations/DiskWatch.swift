/// Whether there is room to go on fetching: a pure decision.
///
/// | before | free on every disk | after |
/// |---|---|---|
/// | room | less than the reserve on one of them | short |
/// | short | a quarter more than the reserve, on all of them | room |
/// | any | anything else | as before |
package struct DiskWatch: Hashable, Sendable {
    /// Why fetching pauses, in one line; nil while there is room.
    package private(set) var shortage: String?

    package init() {}

    /// Takes note of the disks under the archive and the database.
    ///
    /// - Returns: whether the verdict changed: only then is there something to say.
    package mutating func note(_ disks: [DiskSpace]) -> Bool {
        let before = shortage
        if let short = disks.first(where: { $0.isShort(by: 1) }) {
            shortage = "the disk under \(short.path) is nearly full: \(short.shown)"
        } else if !disks.contains(where: { $0.isShort(by: 1.25) }) {
            shortage = nil
        }
        return (before == nil) != (shortage == nil)
    }
}
