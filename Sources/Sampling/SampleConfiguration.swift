internal import Model

extension SampleWeb {
    /// A whole dibao configuration, TOML, that follows the five sites.
    ///
    /// - Parameters:
    ///   - served: what `run` announced.
    ///   - archive: the archive's root.
    ///   - database: path of the SQLite state.
    ///   - listen: the `http.listen`; "" for none.
    package static func configuration(
        of served: [Served], archive: String = "archive", database: String = "state/dibao.db", listen: String = ""
    ) -> String {
        """
        # Made by `dibao sample`: the pretend government web on loopback.
        [archive]
        root = \(quoted(archive))
        [state]
        url = \(quoted("sqlite:" + database))
        [fetch]
        contact = "sample@localhost"
        delay = "0s"
        private_addresses = true
        [capture]
        dir = \(quoted(archive + "/warc"))
        [http]
        listen = \(quoted(listen))
        [sources]
        include = []

        \(served.map(source).joined(separator: "\n"))
        """
    }

    private static func source(_ served: Served) -> String {
        let site = served.site
        let epaper = site.issue.map { "epaper = \(quoted(served.origin + $0))\n" } ?? ""
        let from = site.firstIssue.map { "from = \(quoted($0.description))\n" } ?? ""
        return """
            [[source]]
            id = \(quoted(site.id))
            name = \(quoted(site.name))
            start = [\(quoted(served.start))]
            every = "1m"
            kind = \(quoted(site.kind))
            \(epaper)\(from)
            """
    }

    /// A basic string.
    ///
    /// Source: TOML 1.0.0, "String".
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
