/// A request as the test server got it.
package struct RecordedRequest: Sendable {
    package let method: String
    /// As in the request line: a path and query, or a whole address when the server plays a proxy.
    package let target: String
    package let headers: [(name: String, value: String)]
    package internal(set) var body: [UInt8] = []
    package let arrivedAt: ContinuousClock.Instant
    /// Counts the server's connections from 0.
    package let connection: Int

    /// The target without its query.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The value of the first field of that name, in any case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Nil where the head has no request line.
    init?(head: String, connection: Int) {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count == 3 else { return nil }
        method = String(words[0])
        target = String(words[1])
        headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        arrivedAt = .now
        self.connection = connection
    }
}
