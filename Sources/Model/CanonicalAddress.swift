/// An address without what says nothing about the page: by its key two spellings are one page.
///
/// | part | address to fetch | key |
/// |---|---|---|
/// | tracking parameters, clocks against caches (`IrrelevantParameters`) | left out | left out |
/// | session ids in query and path | left out | left out |
/// | other parameters | as they are, in their order | the same |
/// | a `?` with nothing behind it | left out | left out |
/// | scheme | as it is | left out: http and https are one site |
/// | a dot behind the host | as it is | left out |
/// | the default document (`index.html`, …), where no query follows | as it is | left out |
/// | `//` in the path | as it is | `/` |
/// | percent-encoding | as it is | letters and digits plain, the rest in upper case |
/// | `www.`, case, a `/` at the end | as they are | the same |
package struct CanonicalAddress: Hashable, Sendable {
    /// What to fetch.
    package let address: WebAddress
    /// The same for all addresses of one page; not an address itself.
    package let key: String

    /// - Parameters:
    ///   - address: as a link has it.
    ///   - declared: what the page itself says its address is (`rel=canonical`, `og:url`). The first is taken that is
    ///     on the same site or on its twin for mobile phones and names the same page; many sites declare their home
    ///     page, or one page for all.
    package init(_ address: WebAddress, declared: [WebAddress] = []) {
        let own = CanonicalAddress.cleaned(address)
        let clean =
            declared.lazy.map(CanonicalAddress.cleaned).first { CanonicalAddress.isBelieved($0, of: own) } ?? own
        self.address = clean
        key = CanonicalAddress.key(of: clean)
    }

    package static func == (left: CanonicalAddress, right: CanonicalAddress) -> Bool { left.key == right.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The key with `#` for every run of digits and the names of the parameters alone: addresses that a generator may
    /// make without end have one shape.
    package var shape: String {
        let path = key.prefix { $0 != "?" }
        var shape = ""
        for character in path {
            let isDigit = character.isASCII && character.isNumber
            if !isDigit { shape.append(character) } else if shape.last != "#" { shape.append("#") }
        }
        let names = Set(CanonicalAddress.parameters(address.query).map { $0.prefix { $0 != "=" } }).sorted()
        return names.isEmpty ? shape : shape + "?" + names.joined(separator: "&")
    }

    /// The parts of a query between `&`, empty ones left out.
    static func parameters(_ query: String?) -> [Substring] { query?.split(separator: "&") ?? [] }

    private static func cleaned(_ address: WebAddress) -> WebAddress {
        let path = withoutSession(address.path)
        let all = parameters(address.query)
        let kept = all.filter { !IrrelevantParameters.standard.include($0) }
        // Untouched queries stay as written, empty parts included.
        let query = kept.count == all.count && !all.isEmpty ? address.query : kept.joined(separator: "&")
        return WebAddress(
            checkedScheme: address.scheme, host: address.host, port: address.port, path: path,
            query: query.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// Without `;jsessionid=…` and ASP.NET's `/(S(…))/`; as it is where that would leave a dot segment.
    private static func withoutSession(_ path: String) -> String {
        guard path.contains(";") || path.contains("(") else { return path }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).compactMap { segment -> String? in
            let parts = segment.split(separator: ";", omittingEmptySubsequences: false)
            let kept = parts.enumerated().filter {
                $0.offset == 0 || !IrrelevantParameters.isSessionParameter($0.element)
            }
            let text = kept.map { String($0.element) }.joined(separator: ";")
            return IrrelevantParameters.isSessionSegment(text[...]) ? nil : text
        }
        guard !segments.contains(where: isDotSegment) else { return path }
        let joined = segments.joined(separator: "/")
        return joined.hasPrefix("/") ? joined : "/" + joined
    }

    private static func isDotSegment(_ segment: String) -> Bool {
        [".", ".."].contains(segment.lowercased().replacing("%2e", with: "."))
    }

    private static func key(of address: WebAddress) -> String {
        let host = address.host.hasSuffix(".") ? String(address.host.dropLast()) : address.host
        var path = "/" + address.path.split(separator: "/").joined(separator: "/")
        if address.path.hasSuffix("/"), path != "/" { path += "/" }
        if address.query == nil, let slash = path.lastIndex(of: "/"), isDefaultDocument(path[slash...].dropFirst()) {
            path = String(path[...slash])
        }
        let port = address.port.map { ":\($0)" } ?? ""
        return host + port + PercentEncoding.normalised(path)
            + (address.query.map { "?" + PercentEncoding.normalised($0) } ?? "")
    }

    private static func isDefaultDocument(_ name: Substring) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { $0.lowercased() }
        guard parts.count == 2, ["index", "default"].contains(parts[0]) else { return false }
        return ["html", "htm", "shtml", "shtm", "jsp", "jspx", "jhtml", "php", "asp", "aspx", "do"].contains(parts[1])
    }

    /// | the declared path | is believed where |
    /// |---|---|
    /// | the page's own | the query keeps what tells pages apart |
    /// | another one with the same last name | the name, or else the path, has the same number |
    /// | any other | the last number of four digits or more is the same, the page's own perhaps in its query |
    private static func isBelieved(_ declared: WebAddress, of address: WebAddress) -> Bool {
        guard declared.port == address.port, declared.host == address.host || isTwin(declared.host, address.host) else {
            return false
        }
        if declared.path == address.path { return keepsIdentity(declared.query, of: address) }
        guard let name = lastName(declared.path), let own = lastName(address.path) else { return false }
        let number = lastNumber(name)
        if name == own {
            return number != nil || lastNumber(declared.path[...]) == lastNumber(address.path[...])
        }
        return number != nil && number == (lastNumber(own) ?? lastNumber(address.query.map { $0[...] } ?? ""))
    }

    /// Whether the declared query only lacks what is not the page's identity: none of its parameters is new, and the
    /// one with the longest number is there, unless the path has such a number itself.
    private static func keepsIdentity(_ declared: String?, of address: WebAddress) -> Bool {
        let (kept, own) = (Set(parameters(declared)), parameters(address.query))
        guard kept.isSubset(of: own) else { return false }
        if kept.count == Set(own).count { return true }
        if let name = lastName(address.path), lastNumber(name) != nil { return true }
        let longest = own.map(digits).max() ?? 0
        return !kept.isEmpty && own.allSatisfy { digits($0) < longest || kept.contains($0) }
    }

    private static func digits(_ text: Substring) -> Int { text.count { $0.isASCII && $0.isNumber } }

    /// Whether the names differ only in `www.`, `m.`, `wap.` and the like.
    private static func isTwin(_ left: String, _ right: String) -> Bool { bareHost(left) == bareHost(right) }

    private static func bareHost(_ host: String) -> Substring {
        let twins = ["www", "m", "wap", "mobile", "3g", "4g", "h5", "wx"]
        guard let dot = host.firstIndex(of: "."), twins.contains(String(host[..<dot])),
            host[dot...].dropFirst().contains(".")
        else { return host[...] }
        return host[dot...].dropFirst()
    }

    /// The last segment without its extension; nil for folders and default documents.
    private static func lastName(_ path: String) -> Substring? {
        guard let last = path.split(separator: "/", omittingEmptySubsequences: false).last, !last.isEmpty,
            !isDefaultDocument(last)
        else { return nil }
        return last.prefix { $0 != "." }
    }

    /// The last number of at least four digits; the first one is often the day.
    private static func lastNumber(_ name: Substring) -> Substring? {
        name.split { !$0.isASCII || !$0.isNumber }.last { $0.count >= 4 }
    }
}
