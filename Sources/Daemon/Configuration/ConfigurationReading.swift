internal import Foundation
internal import Judging
internal import Model

// Text as written → checked values: one function a table, each key once, in the contract's order.

extension Configuration {
    /// Reads a main configuration file; its sources are read from the included files by the loader.
    ///
    /// - Returns: the values, the include patterns, and every problem found.
    static func read(
        _ document: ConfigurationDocument, environment: [String: String]
    ) -> (configuration: Configuration, include: [String], problems: [ConfigurationProblem]) {
        var reader = TableReader(document, environment: environment)
        var configuration = Configuration()
        configuration.file = document.path
        configuration.archive = reader.table("archive", Archive.read)
        configuration.state = reader.table("state", State.read)
        configuration.fetch = reader.table("fetch", Fetch.read)
        configuration.text = reader.table("text", Text.read)
        configuration.capture = reader.table("capture", CaptureSettings.read)
        configuration.recheck = reader.table("recheck", Recheck.read)
        configuration.http = reader.table("http", HTTP.read)
        let include = reader.table("sources") { table in
            table.value(.sourcesInclude, ExpectedValue.nonemptyString.list, default: ["sources/*.toml"])
        }
        configuration.topics = reader.tables("topic", Topic.read)
        configuration.hooks = reader.tables("hook", Hook.read)
        reader.reportRepeated(configuration.topics.map(\.id), in: "topic", as: "id")
        reader.reportRepeated(configuration.hooks.map(\.name), in: "hook", as: "name")
        configuration.reportUnknownTopics(&reader)
        configuration.sources = reader.tables("source", SourceConfiguration.read)
        reader.finish()
        return (configuration, include, reader.problems)
    }
}

extension Configuration.Archive {
    fileprivate static func read(_ table: inout TableReader) -> Self {
        var archive = Self()
        archive.root = table.value(
            .archiveRoot,
            .text("a folder; this version has no other archives") { $0.isEmpty || $0.contains("://") ? nil : $0 },
            default: archive.root)
        archive.timeZone = table.value(.archiveTimeZone, .timeZone, default: archive.timeZone)
        return archive
    }
}

extension Configuration.State {
    fileprivate static func read(_ table: inout TableReader) -> Self {
        table.value(
            .stateURL,
            ExpectedValue<Self>.text("\"sqlite:PATH\"; this version has no other databases") { text in
                text.hasPrefix("sqlite:") && text.count > 7 ? Self(path: String(text.dropFirst(7))) : nil
            }, default: Self())
    }
}

extension Configuration.Fetch {
    fileprivate static func read(_ table: inout TableReader) -> Self {
        var fetch = Self()
        fetch.contact = table.value(
            .fetchContact,
            .text("your page (https://…) or mail address, on one line") { text in
                isHeaderText(text) && (text.isEmpty || text.contains("@") || text.contains("://")) ? text : nil
            }, default: fetch.contact)
        fetch.userAgentTemplate = table.value(
            .fetchUserAgent,
            .text("a name without line breaks or control characters") { text in
                isHeaderText(text) && !text.isEmpty ? text : nil
            }, default: fetch.userAgentTemplate)
        fetch.concurrency = table.value(.fetchConcurrency, .integer(in: 1...1024), default: fetch.concurrency)
        fetch.perHost = table.value(.fetchPerHost, .integer(in: 1...64), default: fetch.perHost)
        fetch.delay = table.value(.fetchDelay, .duration(in: .zero ... .seconds(3600)), default: fetch.delay)
        fetch.timeout = table.value(
            .fetchTimeout, .duration(in: .milliseconds(100) ... .seconds(3600)), default: fetch.timeout)
        fetch.maxBodyBytes = table.value(.fetchMaxBody, .size(in: 1024...(1 << 30)), default: fetch.maxBodyBytes)
        fetch.retries = table.value(.fetchRetries, .integer(in: 0...20), default: fetch.retries)
        fetch.obeysRobots = table.value(.fetchRobots, .boolean, default: fetch.obeysRobots)
        fetch.allowsPrivateAddresses = table.value(
            .fetchPrivateAddresses, .boolean, default: fetch.allowsPrivateAddresses)
        let proxy: String = table.value(
            .fetchProxy,
            ExpectedValue<String>.text(
                "\"\" or an address such as \"http://proxy.example:3128\" (http, https, socks5, socks5h)"
            ) { text in
                let schemes = ["http://", "https://", "socks5://", "socks5h://"]
                guard isHeaderText(text) else { return nil }
                return text.isEmpty || schemes.contains(where: { text.hasPrefix($0) && text != $0 }) ? text : nil
            }, default: "")
        fetch.proxy = proxy.isEmpty ? nil : proxy
        return fetch
    }

    /// What may stand in a header: visible ASCII and spaces.
    private static func isHeaderText(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}

extension Configuration.Text {
    fileprivate static func read(_ table: inout TableReader) -> Self {
        var text = Self()
        text.width = table.value(.textWidth, .choice, default: text.width)
        text.script = table.value(.textScript, .choice, default: text.script)
        return text
    }
}

extension Configuration.CaptureSettings {
    fileprivate static func read(_ table: inout TableReader) -> Self {
        var capture = Self()
        capture.isOn = table.value(.captureWARC, .boolean, default: capture.isOn)
        capture.folder = table.value(.captureDir, .nonemptyString, default: capture.folder)
        capture.attachments = table.value(.captureAttachments, .boolean, default: capture.attachments)
        return capture
    }
}

extension Configuration.Recheck {
    fileprivate static func read(_ table: inout TableReader) -> Self {
        var recheck = Self()
        let each = ExpectedValue<Duration>.duration(in: .seconds(60) ... .seconds(3650 * 86_400))
        let ascending = ExpectedValue<[Duration]>(words: "\(each.list.words), each longer than the one before") {
            node in
            each.list.read(node).flatMap { all in zip(all, all.dropFirst()).allSatisfy { $0 < $1 } ? all : nil }
        }
        recheck.after = table.value(.recheckAfter, ascending, default: recheck.after)
        return recheck
    }
}

extension Configuration.HTTP {
    private static var hostName: ExpectedValue<String> {
        .text("a host's name without scheme and port, such as \"news.example.org\"") { name in
            let isName = !name.isEmpty && !name.contains { $0.isWhitespace || "/:@".contains($0) }
            return isName ? name : nil
        }
    }

    private static var origin: ExpectedValue<String> {
        .text("a site's scheme and name, such as \"https://news.example.org\", or \"*\" for all") { origin in
            guard origin != "*" else { return origin }
            let rest = ["https://", "http://"].lazy.filter { origin.hasPrefix($0) }.map { origin.dropFirst($0.count) }
            let isName = rest.first.map { !$0.isEmpty && !$0.contains { $0.isWhitespace || "/@?#".contains($0) } }
            return isName == true ? origin : nil
        }
    }

    fileprivate static func read(_ table: inout TableReader) -> Self {
        var http = Self()
        http.listen = table.value(
            .httpListen,
            ExpectedValue<ListenAddress?>.text("\"HOST:PORT\" such as \"127.0.0.1:8420\", or \"\" for no server") {
                text in
                text.isEmpty ? .some(nil) : ListenAddress(text).map { .some($0) }
            }, default: http.listen)
        http.token = table.value(.httpToken, .string, default: http.token)
        http.rate = table.value(.httpRate, .integer(in: 0...100_000), default: http.rate)
        http.origins = table.value(.httpOrigins, origin.list, default: http.origins)
        http.names = table.value(.httpNames, hostName.list, default: http.names)
        if let listen = http.listen, !listen.isLoopback { http.reportWeakToken(listen, &table) }
        return http
    }

    /// Whoever can reach the server can also try tokens out.
    private func reportWeakToken(_ listen: ListenAddress, _ table: inout TableReader) {
        if token.isEmpty {
            table.report(
                .httpListen, "\(listen.host) can be reached from outside: set http.token, or listen on 127.0.0.1")
        } else if token.count < Self.shortestToken {
            table.report(
                .httpToken,
                "has fewer than \(Self.shortestToken) characters, and \(listen.host) can be reached from outside: "
                    + "set a longer one, such as `openssl rand -hex 16` prints, or listen on 127.0.0.1")
        }
    }

    private static let shortestToken = 16
}

extension Configuration.Topic {
    fileprivate static func read(_ table: inout TableReader) -> Self? {
        let id = table.required(.topicID, .identifier)
        let name = table.optional(.topicName, .nonemptyString)
        let words = ExpectedValue.nonemptyString.list
        let any = table.value(.topicAny, words, default: [])
        let all = table.value(.topicAll, words, default: [])
        let none = table.value(.topicNone, words, default: [])
        let place: TopicMatcher.Place = table.value(.topicIn, .choice, default: .text)
        if !table.has(.topicAny), !table.has(.topicAll) {
            table.report(.topicAny, "is missing: expected \(words.words), or \"all\"")
        } else if any.isEmpty, all.isEmpty {
            table.report(.topicAny, "expected at least one word, here or in \"all\", found none")
        }
        guard let id else { return nil }
        return Self(id: id, name: name ?? id, any: any, all: all, none: none, place: place)
    }
}

extension ExpectedValue where Value == String {
    /// An IANA zone that this machine knows.
    static var timeZone: ExpectedValue {
        text("a time zone such as \"Asia/Shanghai\"") { TimeZone(identifier: $0) == nil ? nil : $0 }
    }
}

extension Configuration {
    /// A hook for a topic that there is not would get nothing, and its place in the journal move on all the same.
    fileprivate func reportUnknownTopics(_ reader: inout TableReader) {
        let known = Set(topics.map(\.id))
        for (index, hook) in hooks.enumerated() {
            for topic in hook.topics where !known.contains(topic) {
                let ids = known.isEmpty ? "there is none" : "there are " + known.sorted().joined(separator: ", ")
                reader.report("hook[\(index)].topics", "expected ids of [[topic]]s (\(ids)), found \"\(topic)\"")
            }
        }
    }
}
