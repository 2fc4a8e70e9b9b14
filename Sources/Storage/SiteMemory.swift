package import Model

/// What the daemon remembers of the sites that it asks: their robots files and how they are doing.
///
/// A site is named by its politeness key, `scheme://host[:port]`. No file holds this: after the database is lost, every
/// robots file is fetched anew.
package protocol SiteMemory: Sendable {
    /// Every site's robots file, in the order of the sites.
    func robots() async throws(StorageFailure) -> [RobotsSnapshot]

    /// Remembers a site's robots file in place of the one before.
    func record(_ robots: RobotsSnapshot) async throws(StorageFailure)

    /// How the sites are doing, in the words of whoever judges that, by site.
    func health() async throws(StorageFailure) -> [String: String]

    /// How a site is doing; nil where there is nothing to say about it.
    func health(of site: String) async throws(StorageFailure) -> String?

    /// Remembers how a site is doing; nil: there is nothing to say about it any more.
    func record(health: String?, of site: String) async throws(StorageFailure)
}
