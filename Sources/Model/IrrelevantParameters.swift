/// Parameters that say who came, from where, or when, and nothing about the page: data, each with its condition.
struct IrrelevantParameters: Sendable {
    /// For which values a parameter is irrelevant.
    enum Condition: Hashable, Sendable {
        case any
        /// One of these, in any case.
        case values(Set<String>)
        /// A time in seconds or milliseconds, or a fraction: put there against caches.
        case clock
        /// 16 characters and more, letters or digits alone, not only digits.
        case token
        /// At most two digits, or nothing.
        case flag
    }

    static let standard = IrrelevantParameters(table: table, prefixes: prefixes)

    private let conditions: [String: Condition]
    private let prefixes: [String]

    private init(table: [(Condition, String)], prefixes: [String]) {
        var conditions: [String: Condition] = [:]
        for (condition, names) in table {
            for name in names.split(whereSeparator: \.isWhitespace) { conditions[String(name)] = condition }
        }
        self.conditions = conditions
        self.prefixes = prefixes
    }

    /// Whether `name=value` is one of them. `amp;name`, from `&amp;` encoded twice, is read as `name`.
    func include(_ parameter: Substring) -> Bool {
        let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        var name = parts[0].lowercased()
        if name.hasPrefix("amp;") { name = String(name.dropFirst(4)) }
        let value = parts.count == 2 ? parts[1] : ""
        if prefixes.contains(where: name.hasPrefix) { return true }
        return conditions[name].map { IrrelevantParameters.holds($0, for: value) } ?? false
    }

    /// Whether a path parameter is a session id.
    static func isSessionParameter(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return ["jsessionid", "phpsessid", "sessionid", "sid"].contains(name) && parameter.contains("=")
    }

    /// Whether a path segment is ASP.NET's `(S(…))`.
    static func isSessionSegment(_ segment: Substring) -> Bool {
        let text = segment.lowercased()
        return text.hasPrefix("(s(") && text.hasSuffix("))") && text.utf8.count >= 20
    }

    private static func holds(_ condition: Condition, for value: Substring) -> Bool {
        let bytes = value.utf8
        let areDigits = bytes.allSatisfy { (0x30...0x39).contains($0) }
        switch condition {
        case .any: return true
        case .values(let values): return values.contains(value.lowercased())
        case .clock:
            let fraction = value.hasPrefix("0.") ? value.dropFirst(2).utf8 : nil
            return (areDigits && [10, 13, 16, 17].contains(bytes.count))
                || fraction.map { $0.count >= 6 && $0.allSatisfy { (0x30...0x39).contains($0) } } == true
        case .token:
            return bytes.count >= 16 && !areDigits
                && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
        case .flag: return areDigits && bytes.count <= 2
        }
    }

    private static let prefixes = ["utm_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "aspsessionid"]

    /// Where WeChat, Weibo, QQ and their like say that a link was opened.
    private static let places: Set<String> = [
        "singlemessage", "groupmessage", "timeline", "message", "favorites", "weixin", "wechat", "wx", "weibo",
        "sinaweibo",
        "qq", "qzone", "qqim", "tim", "app", "appshare", "share", "mobile", "copy", "copylink", "qrcode", "toutiao",
        "douyin",
        "baidu", "bdhome", "so", "sogou", "rss", "feed", "singlemessage&isappinstalled", "post", "dingtalk", "alipay",
    ]

    private static let table: [(Condition, String)] = [
        // Social networks.
        (.values(places), "from source src channel wxfrom wx_from"),
        (.flag, "isappinstalled share isshare fromshare wxshare is_share"),
        (
            .any,
            """
            nsukey wxshare_count wxwork_id tdsourcetag ptlang adtag pvid ivk_sa share_token share_from share_source
            sharefrom share_type share_medium share_plat share_session_id share_tag share_uid sharer_sharetime
            sharer_shareid sharer_shareinfo sharer_shareinfo_first sharetime shareuid sharesource weixin_share app_share
            srcid _wxindex_ bsh_bid wfr bdfrom bd_vid bd_source baiduid spm scm _wv _wwv
            """
        ),
        // Advertising and statistics.
        (
            .any,
            """
            fbclid gclid gclsrc dclid yclid msclkid twclid ttclid igshid mc_cid mc_eid _ga _gl _hsenc _hsmi mkt_tok
            wt.mc_id wt_mc_id ga_source ga_medium ga_campaign cnzz_eid umeventid pk_campaign pk_kwd piwik_campaign
            """
        ),
        // Founder's e-papers: the same article with another frame around it.
        (.values(["-1"]), "div"),
        // Clocks against caches.
        (.clock, "_ _t t ts time timestamp tm rnd rand random r v ver nocache cache _dc _r _rnd rt"),
        // Sessions.
        (.any, "jsessionid phpsessid oscsid cfid cftoken"),
        (.token, "sid session sessionid session_id sessid s_id zsid token"),
    ]
}
