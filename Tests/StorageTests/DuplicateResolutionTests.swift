import Model
import Storage
import Testing

@Suite struct DuplicateResolutionTests {
    static func page(showing number: Int, gone: Bool = false) -> PageState {
        PageState(
            url: url(1), article: id(number), source: "manual", firstSeen: time(0), changed: time(0),
            gone: gone ? time(1) : nil, visit: nil)
    }

    static let change = Change(kind: .number, before: "1", after: "2")
    static let duplicate = DuplicateResolution.event(id(1), .duplicate(of: id(1), reprint))
    static let article = Event.Kind.article(record(1))
    static let revision = Event.Kind.revision(of: id(2), changes: [change], record(1))
    static let edit = Event.Kind.revision(of: id(1), changes: [change], record(1))
    static let reextracted = Event.Kind.reextracted(of: id(2), record(1))
    static let copy = Event.Kind.duplicate(of: id(1), reprint)
    static let gone = Event.Kind.gone(reason: "http-404", evidence: "")

    /// The table in `DuplicateResolution`, row by row: a draft of text 1.
    static let table: [(Event.Kind, isKnown: Bool, PageState?, DuplicateResolution)] = [
        (article, false, nil, .event(id(1), article)),
        (article, false, page(showing: 2), .event(id(1), .revision(of: id(2), changes: [], record(1)))),
        (article, true, page(showing: 1), .unchanged(id(1))),
        (article, true, page(showing: 1, gone: true), .event(id(1), .back)),
        (article, true, nil, duplicate),
        (article, true, page(showing: 2), duplicate),
        (article, true, page(showing: 2, gone: true), duplicate),
        (revision, false, page(showing: 2), .event(id(1), revision)),
        (revision, false, page(showing: 3), .event(id(1), .revision(of: id(3), changes: [], record(1)))),
        (revision, false, nil, .event(id(1), article)),
        (revision, true, page(showing: 2), duplicate),
        (edit, true, page(showing: 1), .event(id(1), edit)),
        (edit, true, page(showing: 1, gone: true), .event(id(1), edit)),
        (edit, true, page(showing: 2), duplicate),
        (edit, true, nil, duplicate),
        (edit, false, nil, .event(id(1), article)),
        (reextracted, false, page(showing: 2), .event(id(1), reextracted)),
        (reextracted, true, page(showing: 2), duplicate),
        (reextracted, true, page(showing: 1), .unchanged(id(1))),
        (copy, true, nil, duplicate),
        (copy, true, page(showing: 1), .unchanged(id(1))),
        (copy, true, page(showing: 1, gone: true), .event(id(1), .back)),
        (gone, true, page(showing: 2), .event(id(2), gone)),
        (gone, true, page(showing: 2, gone: true), .unchanged(id(2))),
        (.back, true, page(showing: 2, gone: true), .event(id(2), .back)),
        (.back, true, page(showing: 2), .unchanged(id(2))),
    ]

    @Test(arguments: table.indices)
    func followsItsTable(row: Int) throws {
        let (kind, isKnown, page, expected) = DuplicateResolutionTests.table[row]
        #expect(try DuplicateResolution(of: draft(1, at: 1, kind), isKnown: isKnown, page: page) == expected)
    }

    @Test func refusesDuplicatesOfUnknownTexts() {
        #expect(throws: StorageFailure.self) {
            try DuplicateResolution(of: draft(1, at: 1, DuplicateResolutionTests.copy), isKnown: false, page: nil)
        }
    }

    @Test(arguments: [gone, .back])
    func refusesNewsAboutUnknownPages(kind: Event.Kind) {
        #expect(throws: StorageFailure.unknown("the URL \(url(1))")) {
            try DuplicateResolution(of: draft(1, at: 1, kind), isKnown: true, page: nil)
        }
    }
}
