package import Model

/// What is remembered of pages that were being read when a process died.
package protocol ReaderDeaths: Sendable {
    /// Counts readings that processes died of, or with, and forgets what other extractors died of.
    ///
    /// A page of the frontier that is set aside (`ReaderDeath.isSetAside`) is failed for good; once the extractor is another it is
    /// due again.
    ///
    /// - Parameter extractor: the version that reads now.
    /// - Returns: all pages with deaths.
    func count(deathsIn readings: [InterruptedReading], extractor: String, at: Timestamp) async throws(StorageFailure)
        -> [ReaderDeath]

    /// The pages with deaths, the latest first.
    func readerDeaths() async throws(StorageFailure) -> [ReaderDeath]

    /// Forgets the deaths of a page that was read to its end.
    func forget(_ attempt: ReadingAttempt) async throws(StorageFailure)
}
