package import Model
package import Storage

/// What a visit to a source's lists brought.
package struct SourceVisitReport: Sendable {
    /// Articles that the lists name.
    package var found = 0
    /// Of these, pages that nobody had brought up before.
    package var new = 0
    /// The days that the lists give the new ones; as many as have one.
    package var newDays: [Day] = []
    /// Articles that the lists date, per day.
    package var listed: [Day: Int] = [:]
    /// Pages of an e-paper's issue, per day.
    package var issuePages: [Day: Int] = [:]
    /// List pages, feeds, sitemaps and issue pages that were read, or said that nothing changed.
    package var pagesRead = 0
    /// Of these, pages that are as they were.
    package var unchanged = 0
    /// Why pages could not be read, one line each.
    package var failures: [String] = []
    /// What was there and not read, one line each: beyond a limit, or for scripts alone.
    package var cuts: [String] = []
    /// Links that look like those of a generator that has no end.
    package var traps = 0
    package var walls: [WallSighting] = []
    /// A start page that once listed articles lists none.
    package var isEmptied = false
    /// There was news on the last list page that `max_pages` allows.
    package var isCutOff = false
    /// The site wants no visit before then.
    package var postponed: Timestamp?
    /// The daemon stops: the visit is not over.
    package var isCalledOff = false
    /// What the pages left for the next visit.
    package var lists: [ListVisit] = []

    package init() {}

    /// Whether the source could be read at all.
    package var succeeded: Bool { pagesRead > 0 }
}
