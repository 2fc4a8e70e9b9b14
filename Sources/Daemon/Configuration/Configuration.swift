package import Judging
package import Model

/// Everything that a configuration decides, checked; the defaults are the contract's.
///
/// Relative paths are relative to the folder that dibao was started in; `include` alone is relative to its file.
package struct Configuration: Hashable, Sendable {
    package var archive = Archive()
    package var state = State()
    package var fetch = Fetch()
    package var text = Text()
    package var capture = CaptureSettings()
    package var recheck = Recheck()
    package var http = HTTP()
    package var topics: [Topic] = []
    package var hooks: [Hook] = []
    package var sources: [SourceConfiguration] = []
    /// The file that it was read from; nil for the built-in defaults.
    package var file: String?

    package init() {}

    /// `[archive]`.
    package struct Archive: Hashable, Sendable {
        /// The folder in which the files are.
        package var root = "archive"
        /// An IANA name; days are this zone's.
        package var timeZone = "Asia/Shanghai"
    }

    /// `[state]`: where the index over the files is.
    package struct State: Hashable, Sendable {
        /// Of the SQLite file.
        package var path = "state/dibao.db"
    }

    /// `[fetch]`.
    package struct Fetch: Hashable, Sendable {
        /// The operator's page or mail address; empty until somebody sets it.
        package var contact = ""
        /// `{contact}` stands for the contact.
        package var userAgentTemplate = "dibao/1.0 (+{contact})"
        /// Transfers at once, all hosts together.
        package var concurrency = 64
        /// Transfers at once to one host.
        package var perHost = 1
        /// Between two requests to one host.
        package var delay = Duration.seconds(2)
        /// Of one transfer.
        package var timeout = Duration.seconds(30)
        /// Decoded bytes.
        package var maxBodyBytes = 16 << 20
        /// After the first try.
        package var retries = 4
        package var obeysRobots = true
        package var allowsPrivateAddresses = false
        /// Nil: no proxy.
        package var proxy: String?

        /// The User-Agent header; without a contact the brackets around it go.
        package var userAgent: String {
            guard contact.isEmpty else { return userAgentTemplate.replacing("{contact}", with: contact) }
            let bare = userAgentTemplate.replacing(" (+{contact})", with: "").replacing("{contact}", with: "")
            return bare.allSatisfy(\.isWhitespace) ? "dibao" : bare
        }
    }

    /// `[text]`.
    package struct Text: Hashable, Sendable {
        package var width = Width.half
        package var script = ScriptPolicy.keep

        package enum Width: String, Hashable, Sendable, CaseIterable { case half, keep }
        package enum ScriptPolicy: String, Hashable, Sendable, CaseIterable { case keep, simplified }
    }

    /// `[capture]`: the raw responses, and what articles offer beside their text.
    package struct CaptureSettings: Hashable, Sendable {
        package var isOn = true
        package var folder = "archive/warc"
        /// Whether the files that articles offer are kept beside them.
        package var attachments = false
    }

    /// `[recheck]`.
    package struct Recheck: Hashable, Sendable {
        /// After the first look; ascending.
        package var after: [Duration] = [.seconds(3600), .seconds(86_400), .seconds(7 * 86_400), .seconds(30 * 86_400)]
    }

    /// `[http]`.
    package struct HTTP: Hashable, Sendable {
        /// Nil: no server.
        package var listen: ListenAddress? = ListenAddress(host: "127.0.0.1", port: 8420)
        /// Empty: none is asked for, on loopback only.
        package var token = ""
        /// Names under which the server is called beside its own: those of a proxy before it.
        package var names: [String] = []
        /// Sites whose scripts may read what is served: `https://news.example.org`, or `*`.
        package var origins: [String] = []
        /// Requests a second that one address may send for long; 0: any number.
        package var rate = 100
    }

    /// `[[topic]]`: a name for the articles that hold some words.
    package struct Topic: Hashable, Sendable {
        package var id: String
        package var name: String
        /// At least one of these; empty: none is asked for.
        package var any: [String]
        /// Every one of these.
        package var all: [String] = []
        /// Not one of these.
        package var none: [String] = []
        package var place = TopicMatcher.Place.text
    }

    /// `[[hook]]`: a program, or an address, that is told of events.
    package struct Hook: Hashable, Sendable {
        package var name: String
        package var target: Target
        /// The contract's words for kinds of events; empty: all.
        package var events: [String] = []
        /// Ids of sources; empty: all.
        package var sources: [String] = []
        /// Ids of topics; empty: also articles without.
        package var topics: [String] = []
        /// How long one delivery may take.
        package var timeout = standardTimeout
        /// Whether events that bring an article carry its text.
        package var addsText = false

        package enum Target: Hashable, Sendable {
            /// A program's absolute path, then its arguments.
            case program([String])
            case webhook(WebAddress, WebhookSecret)
        }

        package static let standardTimeout = Duration.seconds(60)
    }
}

/// A host and a port to listen on.
package struct ListenAddress: Hashable, Sendable {
    /// A name or an address; IPv6 without brackets.
    package let host: String
    /// 0 to 65535; 0 lets the system choose.
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8420`, `localhost:80` or `[::1]:8420`; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else { return nil }
        self.init(host: String(host), port: port)
    }

    /// Whether only programs on this machine can reach it.
    package var isLoopback: Bool { Model.isLoopback(host: host) }
}
