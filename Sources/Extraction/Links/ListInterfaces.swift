internal import Model

/// The addresses from which a page's scripts get its list, where the page shows none itself.
///
/// | system | what the page shows | address |
/// |---|---|---|
/// | gkmlpt, 政府信息公开目录 of Guangdong | `_CONFIG` with `SID: '…'` | `/gkmlpt/api/all/CATEGORY?page=1&sid=SID` |
/// | jpaas | `url="/api-gateway/…/unit" queryData="{'parseType':…}"` of a script | `url` with these parameters |
/// | any | a request that counts pages (`ScriptRequests`) | its address with its parameters |
/// | any | a text in a script that is the address of a list, by its names | itself |
///
/// What is posted by a script is asked for by its address: most servlets take parameters from either; those that answer
/// 405 get them posted.
struct ListInterfaces {
    let tree: PageTree
    let base: WebAddress

    private static let limit = 20

    /// Nearest first; none where the scripts show none.
    func find() -> [WebAddress] {
        var found = units()
        for range in tree.scripts where range.count < 400_000 && found.count < ListInterfaces.limit {
            let script = tree.page[range]
            found += catalogue(script)
            found += ScriptRequests(script).references().compactMap(base.resolving)
            for literal in ScriptStrings(script).literals where isList(literal.value) {
                if let address = base.resolving(literal.value) { found.append(address) }
            }
        }
        var seen: Set = [base]
        return Array(found.filter { seen.insert($0).inserted }.prefix(ListInterfaces.limit))
    }

    /// The catalogue of a whole site; one category of it is a source whose start is that category's own address.
    private func catalogue(_ script: ArraySlice<UInt8>) -> [WebAddress] {
        guard let mark = base.path.utf8.range(of: "/gkmlpt/".utf8), let site = ScriptSettings(script).value(of: "SID"),
            !site.isEmpty, site.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return [] }
        let folder = base.path[..<mark.upperBound]
        return base.resolving("\(folder)api/all/0?page=1&sid=\(site)").map { [$0] } ?? []
    }

    /// Parts of pages that a gateway builds: their parameters stand in an attribute of the script that asks for them.
    private func units() -> [WebAddress] {
        var found: [WebAddress] = []
        let key = Array("queryData=\"".utf8)
        let page = tree.page
        var at = page.startIndex
        while found.count < ListInterfaces.limit, let start = page[at...].range(of: key) {
            at = start.upperBound
            let data = page[start.upperBound...].prefix(2000).prefix { $0 != UInt8(ascii: "\"") }
            let tagStart = page[..<start.lowerBound].suffix(2000).lastIndex(of: UInt8(ascii: "<")) ?? start.lowerBound
            let tagEnd = page[data.endIndex...].prefix(2000).firstIndex(of: UInt8(ascii: ">")) ?? data.endIndex
            guard let url = attribute("url=\"", in: page[tagStart..<tagEnd]) else { continue }
            let parameters = ScriptStrings(data).literals.filter { !$0.name.isEmpty }
                .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            guard !parameters.isEmpty, let address = base.resolving("\(url)?\(parameters)") else { continue }
            found.append(address)
        }
        return found
    }

    private func attribute(_ mark: String, in tag: ArraySlice<UInt8>) -> String? {
        guard let start = tag.range(of: Array(" \(mark)".utf8)) ?? tag.range(of: Array("\n\(mark)".utf8))
        else { return nil }
        let value = tag[start.upperBound...].prefix { $0 != UInt8(ascii: "\"") }
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }

    /// Whether a text is an address that answers with a list in JSON: `_isJson=true`, `/api/…list…?page=1`.
    private func isList(_ text: String) -> Bool {
        guard text.utf8.count > 8, text.utf8.count < 1000, text.hasPrefix("/") || text.hasPrefix("http"),
            !text.contains(where: { $0.isWhitespace || $0 == "<" || $0 == "{" || $0 == "$" }), !text.hasSuffix("=")
        else { return false }
        let lower = text.lowercased()
        if lower.contains("_isjson=true") { return true }
        let path = lower.prefix { $0 != "?" }
        if path.hasSuffix(".json") { return path.contains("list") || path.contains("news") || path.contains("zixun") }
        let isInterface = ["/api/", "/interfaces", "/front/", "/rest/"].contains { path.contains($0) }
        return isInterface && path.contains("list") && lower.contains("page")
    }
}
