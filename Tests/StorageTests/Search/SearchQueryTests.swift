import Testing

@testable import Storage

@Suite struct SearchQueryTests {
    @Test(arguments: [
        ("乡村振兴", #""乡村 村振 振兴""#), ("鄉村", #""乡村""#), ("税", #"body : "\#u{E001}税""#), ("a 教育", #"("a" AND "教育")"#),
        ("教育 AND 医疗", #"("教育" AND "医疗")"#), ("教育 | 医疗", #"("教育" OR "医疗")"#),
        ("教育 医疗 OR 税收", #"(("教育" AND "医疗") OR "税收")"#), ("(教育 OR 医疗) 改革", #"(("教育" OR "医疗") AND "改革")"#),
        ("（教育｜医疗）改革", #"(("教育" OR "医疗") AND "改革")"#), ("教育 -培训", #"(("教育") NOT ("培训"))"#),
        ("NOT 培训 教育 NOT 竞赛", #"(("教育") NOT ("培训" OR "竞赛"))"#), ("title:防汛", #"title : "防汛""#),
        ("标题：“防汛 抗旱” 省", #"(title : "防汛 汛 抗 抗旱" AND body : "\#u{E001}省")"#),
        ("title:税", #"title : "\#u{E001}税""#), ("2023年度", #""2023 年 年度""#),
        ("title:(防汛 OR 抗旱)", #"(title : "防汛" OR title : "抗旱")"#), ("2023-06", #""2023 06""#),
        ("教育 - 医疗", #"("教育" AND "医疗")"#), ("教育 ！ 医疗", #"("教育" AND "医疗")"#),
        ("or and not", #"("or" AND "and" AND "not")"#),
        ("\"AND\"", #""and""#),
    ])
    func queriesBecomeExpressions(text: String, expression: String) throws {
        #expect(try query(text).expression == expression)
    }

    /// What FTS5 reads as syntax, and what might end a quotation of ours.
    @Test(arguments: [
        "body:教育", "教育*", "^教育", "NEAR(教育 医疗)", "教育 + 医疗", "{title body}: 教育", "教育'; DROP TABLE words;--",
        "\u{E000}1 教育",
        "教\0育", "教育\"\"医疗", "- 教育", "tags : 教育", "教育\u{202E}",
    ])
    func syntaxOfTheEngineIsTextAsAnyOther(text: String) throws {
        let expression = try query(text).expression
        let bare = expression.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        for (index, piece) in bare where index % 2 == 0 {
            #expect(piece.allSatisfy { " ()ANDORNOT*".contains($0) }, "\(expression)")
        }
        for (index, piece) in bare where index % 2 == 1 {
            #expect(piece.unicodeScalars.allSatisfy { $0 == " " || SearchText.Kind($0) != .gap }, "\(expression)")
        }
    }

    @Test(arguments: [
        ("", SearchQueryError.empty), ("  ", .empty), ("！？", .empty), ("\"\"", .empty), ("()", .empty),
        ("title:", .empty),
        ("\"教育", .unclosedQuote("\"")), ("「教育", .unclosedQuote("「")), ("(教育", .unclosedGroup), ("教育)", .strayClosing),
        ("AND 教育", .lacking(operator: "AND")), ("教育 AND", .lacking(operator: "AND")),
        ("教育 AND AND 医疗", .lacking(operator: "AND")), ("OR 教育", .lacking(operator: "OR")),
        ("教育 |", .lacking(operator: "OR")), ("教育 OR OR 医疗", .lacking(operator: "OR")),
        ("(教育 OR)", .lacking(operator: "OR")),
        ("教育 NOT", .lacking(operator: "NOT")), ("教育 NOT NOT 医疗", .lacking(operator: "NOT")), ("NOT 教育", .onlyNot),
        ("医疗 OR -教育", .onlyNot), (String(repeating: "(", count: 12) + "税", .tooDeep(limit: 8)),
        (String(repeating: "税 ", count: 33), .tooManyPhrases(limit: 32)),
        (String(repeating: "税", count: 1001), .tooLong(limit: 1000)),
        (String(repeating: "x", count: 10_000_000), .tooLong(limit: 1000)),
    ])
    func whatIsNoQuerySaysWhy(text: String, error: SearchQueryError) {
        #expect(throws: error) { try query(text) }
    }
}
