/// What a robots.txt file says to one crawler. Any bytes are a file; what cannot be understood says nothing.
///
/// The groups that name the crawler hold, all together; where none does, those for `*`; where there are none either,
/// nothing is forbidden. Among the rules that match an address the one of most octets decides, and `Allow` where two
/// are equally long. `/robots.txt` itself is always allowed.
/// Source: RFC 9309.
package struct RobotsFile: Hashable, Sendable {
    /// What comes after is not read.
    package static let sizeLimitBytes = 500 << 10
    /// A longer `Crawl-delay` means this one.
    package static let crawlDelayLimit: Duration = .seconds(86_400)

    /// A line that allows or forbids.
    package struct Rule: Hashable, Sendable, CustomStringConvertible {
        /// Whether it allows.
        package let allows: Bool
        /// From 1.
        package let line: Int
        /// The path as written.
        package let path: String
        let pattern: RobotsPattern

        /// `Disallow: /admin/ (line 3)`.
        package var description: String { "\(allows ? "Allow" : "Disallow"): \(path) (line \(line))" }
    }

    /// The rules for this crawler, in the order of the file.
    package let rules: [Rule]
    /// The longest that the groups for this crawler ask for.
    package let crawlDelay: Duration?
    /// The line that asks for it, `Crawl-delay: 4 (line 3)`.
    package let crawlDelayLine: String?
    /// As written, in the order of the file.
    package let sitemaps: [String]

    /// - Parameter product: the crawler in question.
    package init(parsing bytes: [UInt8], product: ProductToken = .dibao) {
        var reading = RobotsReading(product: product)
        let text = RobotsFile.withoutByteOrderMark(RobotsFile.limited(bytes))
        var number = 0
        var rest = text
        while !rest.isEmpty {
            number += 1
            let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
            if let line = RobotsLine(line) { reading.add(line, number: number) }
            let end = rest[line.endIndex...]
            rest = end.dropFirst(end.starts(with: [0x0D, 0x0A]) ? 2 : 1)
        }
        let group = reading.own ?? reading.everybodys
        rules = group?.rules ?? []
        crawlDelay = group?.crawlDelay?.duration
        crawlDelayLine = group?.crawlDelay.map { "Crawl-delay: \($0.text) (line \($0.line))" }
        sitemaps = reading.sitemaps
    }

    /// Whether the crawler may fetch this path and query.
    package func allows(_ target: String) -> Bool { rule(for: target)?.allows != false }

    /// The rule that decides about this path and query; nil where none speaks of it, which allows it.
    package func rule(for target: String) -> Rule? {
        let target = RobotsTarget(target)
        guard !target.octets.elementsEqual("/robots.txt".utf8) else { return nil }
        var decisive: Rule?
        for rule in rules {
            let (length, best) = (rule.pattern.length, decisive?.pattern.length ?? -1)
            guard length > best || (length == best && rule.allows && decisive?.allows == false) else { continue }
            if rule.pattern.matches(target) { decisive = rule }
        }
        return decisive
    }

    /// Cut at the limit, without the line that the cut goes through.
    private static func limited(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard bytes.count > sizeLimitBytes else { return bytes[...] }
        let whole = bytes[...sizeLimitBytes]
        return whole[...(whole.lastIndex { $0 == 0x0A || $0 == 0x0D } ?? sizeLimitBytes - 1)]
    }

    /// Also without the first part of a mark, which damaged files have.
    private static func withoutByteOrderMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return bytes.dropFirst(zip(bytes, mark).prefix { $0.0 == $0.1 }.count)
    }
}

/// A file while it is read, line by line.
struct RobotsReading {
    /// What the groups of one crawler say together.
    struct Group {
        var rules: [RobotsFile.Rule] = []
        var crawlDelay: CrawlDelay?
    }

    struct CrawlDelay {
        let duration: Duration
        let text: String
        let line: Int
    }

    /// The groups that name the crawler; nil where none does.
    private(set) var own: Group?
    /// The groups for `*`; nil where there is none.
    private(set) var everybodys: Group?
    private(set) var sitemaps: [String] = []
    private let product: ProductToken
    /// Whom the present group is for.
    private var isForProduct = false
    private var isForEverybody = false
    /// Whether it has a rule, so that the next `User-Agent` begins another.
    private var hasRule = false

    init(product: ProductToken) { self.product = product }

    mutating func add(_ line: RobotsLine, number: Int) {
        switch line.field {
        case .userAgent: beginOrJoin(line.value)
        case .allow, .disallow:
            hasRule = true
            addRule(line, number: number)
        case .crawlDelay:
            guard let duration = RobotsReading.delay(line.value) else { return }
            let text = String(decoding: line.value.prefix(32), as: UTF8.self)
            let delay = CrawlDelay(duration: duration, text: text, line: number)
            change { group in
                if group.crawlDelay.map({ $0.duration < duration }) ?? true { group.crawlDelay = delay }
            }
        case .sitemap:
            guard !line.value.isEmpty, sitemaps.count < 1000 else { return }
            sitemaps.append(String(decoding: line.value, as: UTF8.self))
        }
    }

    private mutating func beginOrJoin(_ value: ArraySlice<UInt8>) {
        if hasRule {
            (isForProduct, isForEverybody, hasRule) = (false, false, false)
        }
        if value.first == UInt8(ascii: "*"), value.count == 1 || value.dropFirst().first.map({ $0 <= 0x20 }) == true {
            isForEverybody = true
            everybodys = everybodys ?? Group()
        } else if product.isNamed(by: value) {
            isForProduct = true
            own = own ?? Group()
        }
    }

    private mutating func addRule(_ line: RobotsLine, number: Int) {
        guard let pattern = RobotsPattern(line.value) else { return }
        let rule = RobotsFile.Rule(
            allows: line.field == .allow, line: number, path: String(decoding: line.value, as: UTF8.self),
            pattern: pattern)
        change { $0.rules.append(rule) }
    }

    private mutating func change(_ body: (inout Group) -> Void) {
        if isForProduct, var group = own {
            own = nil  // the only reference, or each rule would copy all before it
            body(&group)
            own = group
        }
        if isForEverybody, var group = everybodys {
            everybodys = nil
            body(&group)
            everybodys = group
        }
    }

    /// Seconds, whole or not; nil where they are none.
    private static func delay(_ value: ArraySlice<UInt8>) -> Duration? {
        guard let seconds = Double(String(decoding: value, as: UTF8.self)), seconds >= 0, seconds.isFinite else {
            return nil
        }
        return min(.seconds(min(seconds, 1e6)), RobotsFile.crawlDelayLimit)
    }
}
