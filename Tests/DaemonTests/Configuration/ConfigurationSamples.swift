import Testing

@testable import Daemon

/// A configuration with every key in it, of which one may say something else.
enum ConfigurationSamples {
    /// Two values of each key, as TOML. Whoever adds a key adds two here; nothing compiles without.
    static func values(of key: ConfigurationKey) -> (usual: String, other: String) {
        switch key {
        case .archiveRoot: (#""archive""#, #""elsewhere""#)
        case .archiveTimeZone: (#""Asia/Shanghai""#, #""Asia/Urumqi""#)
        case .stateURL: (#""sqlite:dibao.db""#, #""sqlite:elsewhere.db""#)
        case .fetchContact: (#""a@b.example""#, #""c@d.example""#)
        case .fetchUserAgent: (#""dibao""#, #""another""#)
        case .fetchConcurrency: ("64", "8")
        case .fetchPerHost: ("1", "2")
        case .fetchDelay: (#""2s""#, #""3s""#)
        case .fetchTimeout: (#""30s""#, #""20s""#)
        case .fetchMaxBody: (#""16MiB""#, #""8MiB""#)
        case .fetchRetries: ("4", "5")
        case .fetchRobots: ("true", "false")
        case .fetchPrivateAddresses: ("false", "true")
        case .fetchProxy: (#""""#, #""http://proxy.example:3128""#)
        case .textWidth: (#""half""#, #""keep""#)
        case .textScript: (#""keep""#, #""simplified""#)
        case .captureWARC: ("true", "false")
        case .captureDir: (#""warc""#, #""elsewhere""#)
        case .captureAttachments: ("false", "true")
        case .recheckAfter: (#"["1h"]"#, #"["2h"]"#)
        case .httpListen: (#""127.0.0.1:8420""#, #""127.0.0.1:8421""#)
        case .httpToken: (#""""#, #""a token of some length""#)
        case .httpRate: ("100", "50")
        case .httpOrigins: ("[]", #"["https://news.example.org"]"#)
        case .httpNames: ("[]", #"["news.example.org"]"#)
        case .sourcesInclude: (#"["few/*.toml"]"#, #"["many/*.toml"]"#)
        case .topicID: (#""bqw""#, #""bqx""#)
        case .topicName: (#""百千万""#, #""千万""#)
        case .topicAny: (#"["甲"]"#, #"["乙"]"#)
        case .topicAll: ("[]", #"["乙"]"#)
        case .topicNone: ("[]", #"["丙"]"#)
        case .topicIn: (#""text""#, #""title""#)
        case .hookName: (#""analyzer""#, #""analyser""#)
        case .hookExec: (#"["/bin/true"]"#, #"["/bin/false"]"#)
        case .hookURL: (#""https://a.example/hook""#, #""https://b.example/hook""#)
        case .hookSecret: (#""0123456789abcdef""#, #""0123456789abcdeg""#)
        case .hookEvents: ("[]", #"["gone"]"#)
        case .hookSources: ("[]", #"["plain"]"#)
        case .hookTopics: ("[]", #"["second"]"#)
        case .hookTimeout: (#""60s""#, #""30s""#)
        case .hookWithText: ("false", "true")
        case .sourceID: (#""plain""#, #""other""#)
        case .sourceName: (#""某市""#, #""某县""#)
        case .sourceStart: (#""http://a.example/""#, #"["http://b.example/"]"#)
        case .sourceEvery: (#""30m""#, #""2h""#)
        case .sourceKind: (#""json""#, #""json" # the only kind for a list with a scheme"#)
        case .sourceArticle: ("[]", #"['/\d+\.html$']"#)
        case .sourceEpaper: (#""http://e.example/{yyyy}{MM}{dd}""#, #""http://f.example/{yyyy}{MM}{dd}""#)
        case .sourceEpaperURL: (#""http://g.example/{yyyy}{MM}{dd}""#, #""http://h.example/{yyyy}{MM}{dd}""#)
        case .sourceEpaperFrom, .sourceFrom: (#""2024-01-01""#, #""2024-01-02""#)
        case .sourceEpaperTo, .sourceTo: (#""2024-12-31""#, #""2024-12-30""#)
        case .sourceMaxPages: ("3", "4")
        case .sourceTimeZone: (#""Asia/Shanghai""#, #""Asia/Urumqi""#)
        case .sourceEnabled: ("true", "false")
        case .sourceExpectWeekday: ("12", "13")
        case .sourceExpectWeekend: ("4", "5")
        case .sourceJSONItems: (#""data.list""#, #""rows""#)
        case .sourceJSONLink: (#""url""#, #""http://a.example/{id}""#)
        case .sourceJSONTitle, .sourceJSONDate, .sourceJSONPages: (#""a.b""#, #""a.c""#)
        case .sourceJSONNext: (#""next""#, #""http://a.example/?page={page}""#)
        case .ruleBody, .ruleTitle, .ruleIntrotitle, .ruleSubtitle, .ruleDate, .ruleSource, .ruleAuthors:
            (#"".a""#, #"".b""#)
        case .ruleDrop, .ruleKeep: ("[]", ##"[".b", "#c"]"##)
        }
    }

    /// Where each key stands: `‹fetch.delay›` is its value.
    private static let form = """
        [archive]
        root = ‹archive.root›
        time_zone = ‹archive.time_zone›
        [state]
        url = ‹state.url›
        [fetch]
        contact = ‹fetch.contact›
        user_agent = ‹fetch.user_agent›
        concurrency = ‹fetch.concurrency›
        per_host = ‹fetch.per_host›
        delay = ‹fetch.delay›
        timeout = ‹fetch.timeout›
        max_body = ‹fetch.max_body›
        retries = ‹fetch.retries›
        robots = ‹fetch.robots›
        private_addresses = ‹fetch.private_addresses›
        proxy = ‹fetch.proxy›
        [text]
        width = ‹text.width›
        script = ‹text.script›
        [capture]
        warc = ‹capture.warc›
        dir = ‹capture.dir›
        attachments = ‹capture.attachments›
        [recheck]
        after = ‹recheck.after›
        [http]
        listen = ‹http.listen›
        token = ‹http.token›
        rate = ‹http.rate›
        origins = ‹http.origins›
        names = ‹http.names›
        [sources]
        include = ‹sources.include›
        [[topic]]
        id = ‹topic.id›
        name = ‹topic.name›
        any = ‹topic.any›
        all = ‹topic.all›
        none = ‹topic.none›
        in = ‹topic.in›
        [[topic]]
        id = "second"
        any = ["丁"]
        [[hook]]
        name = ‹hook.name›
        exec = ‹hook.exec›
        events = ‹hook.events›
        sources = ‹hook.sources›
        topics = ‹hook.topics›
        timeout = ‹hook.timeout›
        with_text = ‹hook.with_text›
        [[hook]]
        name = "webhook"
        url = ‹hook.url›
        secret = ‹hook.secret›
        [[source]]
        id = ‹source.id›
        name = ‹source.name›
        start = ‹source.start›
        every = ‹source.every›
        kind = ‹source.kind›
        article = ‹source.article›
        max_pages = ‹source.max_pages›
        time_zone = ‹source.time_zone›
        enabled = ‹source.enabled›
        [source.json]
        items = ‹source.json.items›
        link = ‹source.json.link›
        title = ‹source.json.title›
        date = ‹source.json.date›
        next = ‹source.json.next›
        pages = ‹source.json.pages›
        [source.expect]
        weekday = ‹source.expect.weekday›
        weekend = ‹source.expect.weekend›
        [source.rules]
        body = ‹source.rules.body›
        title = ‹source.rules.title›
        introtitle = ‹source.rules.introtitle›
        subtitle = ‹source.rules.subtitle›
        date = ‹source.rules.date›
        source = ‹source.rules.source›
        authors = ‹source.rules.authors›
        drop = ‹source.rules.drop›
        keep = ‹source.rules.keep›
        [[source]]
        id = "paper"
        epaper = ‹source.epaper›
        from = ‹source.from›
        to = ‹source.to›
        [[source]]
        id = "papers"
        [[source.epaper]]
        url = ‹source.epaper.url›
        from = ‹source.epaper.from›
        to = ‹source.epaper.to›

        """

    /// - Parameters:
    ///   - key: the one that says something else; nil: all are as usual.
    ///   - value: what it says; nil: its other value.
    static func document(changing key: ConfigurationKey? = nil, to value: String? = nil) throws -> String {
        var text = form
        for known in ConfigurationKey.allCases {
            let mark = "‹\(known.rawValue)›"
            try #require(text.contains(mark), "\(known.rawValue) has no place in the form")
            let (usual, other) = values(of: known)
            text = text.replacing(mark, with: known == key ? value ?? other : usual)
        }
        return text
    }
}
