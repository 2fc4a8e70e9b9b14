package import Model

/// What the daemon remembers of the sites that it asks: their robots files and how they are doing.
///
/// A site is named by its politeness key, `scheme://host[:port]`. Both values are in the words of whoever judges them.
package protocol SiteMemory: Sendable {
    /// Every site of which something is known, in the order of their names.
    func sites() async throws(StorageFailure) -> [SiteState]

    func site(_ site: String) async throws(StorageFailure) -> SiteState?

    /// Remembers a robots file, or forgets it.
    func record(robots: RobotsCopy?, of site: String) async throws(StorageFailure)

    /// Remembers how the site is doing, or that there is nothing to say about it.
    func record(health: String?, of site: String) async throws(StorageFailure)
}

/// What is known about one site.
package struct SiteState: Hashable, Sendable {
    package let site: String
    package var robots: RobotsCopy?
    package var health: String?

    package init(site: String, robots: RobotsCopy? = nil, health: String? = nil) {
        self.site = site
        self.robots = robots
        self.health = health
    }
}

/// A robots file as it was fetched.
package struct RobotsCopy: Hashable, Sendable {
    package var fetchedAt: Timestamp
    package var bytes: [UInt8]

    package init(fetchedAt: Timestamp, bytes: [UInt8]) {
        self.fetchedAt = fetchedAt
        self.bytes = bytes
    }
}
