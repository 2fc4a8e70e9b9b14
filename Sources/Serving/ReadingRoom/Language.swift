/// The languages that the reading room speaks.
enum Language: String, CaseIterable, Sendable {
    case chinese = "zh"
    case english = "en"

    static let parameter = Parameter<String>(
        "lang", "The page's language; remembered in a cookie.", words: "zh or en",
        schema: ["type": "string", "enum": ["zh", "en"]]
    ) { Language(rawValue: $0) == nil ? nil : $0 }

    static let cookie = "dibao_lang"

    /// As a tag for `lang`.
    var tag: String { self == .chinese ? "zh-Hans" : "en" }

    /// The reader's language: what was chosen before wins over what the browser prefers. Chinese where neither says.
    ///
    /// - Parameters:
    ///   - cookies: values of the Cookie header.
    ///   - accepted: values of the Accept-Language header.
    init(cookies: [String], accepted: [String]) {
        let pairs: [Substring] = cookies.flatMap { (cookie: String) -> [Substring] in cookie.split(separator: ";") }
        let name = "\(Language.cookie)="
        let chosen = pairs.map { String($0.drop(while: { $0 == " " })) }.first { $0.hasPrefix(name) }
            .map { String($0.dropFirst(name.count)) }
        self = chosen.flatMap { Language(rawValue: $0) } ?? Language.preferred(accepted) ?? .chinese
    }

    /// Source: RFC 9110, section 12.5.4; of equal weights the first wins.
    private static func preferred(_ accepted: [String]) -> Language? {
        var best: (language: Language, weight: Double)?
        for range in accepted.joined(separator: ",").split(separator: ",").prefix(50) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let primary = parts.first?.split(separator: "-").first,
                let language = Language(rawValue: String(primary))
            else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language
    }
}
