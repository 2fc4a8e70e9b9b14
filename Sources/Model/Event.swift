/// One line of the journal: something happened to an article or to a URL.
package struct Event: Hashable, Sendable {
    /// Rises by at least one from event to event and is never used again; 1 to `sequenceLimit`.
    package var sequence: Int
    package var at: Timestamp
    package var id: ArticleID
    /// The URL that showed it.
    package var url: String
    /// The configured source's id, or `manual`.
    package var source: String
    package var kind: Kind

    package init(sequence: Int, at: Timestamp, id: ArticleID, url: String, source: String, kind: Kind) {
        self.sequence = sequence
        self.at = at
        self.id = id
        self.url = url
        self.source = source
        self.kind = kind
    }

    package enum Kind: Hashable, Sendable {
        /// A text seen for the first time.
        case article(ArticleRecord)
        /// The same URL now carries another text; or the same one under another headline, date or publisher, with other
        /// attachments, or with a number or sign that its id does not see: then `of` is the id that it has.
        case revision(of: ArticleID, changes: [Change], ArticleRecord)
        /// Another URL carries a text already kept.
        case duplicate(of: ArticleID, Reprint)
        /// The URL is judged removed.
        case gone(reason: String, evidence: String)
        /// A URL judged gone serves its article again.
        case back
        /// A better extractor changed the text of a kept capture.
        case reextracted(of: ArticleID, ArticleRecord)
        /// Attachments of a kept article that did not come with its text are kept now.
        case attachment([Attachment])
    }

    /// The greatest number of an event, and of anything else that a line counts: what every reader of JSON can hold
    /// exactly (RFC 8259, section 6), and far from where arithmetic ends.
    package static let sequenceLimit = 1 << 53 - 1
    /// No event's number is so far above the one before it: a line that says so is damaged.
    package static let sequenceGapLimit = 1_000_000_000

    /// The contract's version of this schema.
    package static let version = 1

    /// The record of the text that this event brought into the archive, if it brought one.
    package var record: ArticleRecord? {
        switch kind {
        case .article(let record), .revision(_, _, let record), .reextracted(_, let record): record
        case .duplicate, .gone, .back, .attachment: nil
        }
    }

    /// Whether it is a revision that leaves the id as it is.
    package var isEdit: Bool {
        if case .revision(id, _, _) = kind { true } else { false }
    }

    /// Changes the record of the text that this event brought, if it brought one.
    package mutating func changeRecord<Failure: Error>(
        _ change: (inout ArticleRecord) throws(Failure) -> Void
    ) throws(Failure) {
        switch kind {
        case .article(var record):
            try change(&record)
            kind = .article(record)
        case .revision(let previous, let changes, var record):
            try change(&record)
            kind = .revision(of: previous, changes: changes, record)
        case .reextracted(let previous, var record):
            try change(&record)
            kind = .reextracted(of: previous, record)
        case .duplicate, .gone, .back, .attachment: break
        }
    }

    /// The attachments that are kept by this event, each with its file.
    package var keptAttachments: [Attachment] {
        let named: [Attachment]? = if case .attachment(let files) = kind { files } else { record?.metadata.attachments }
        return (named ?? []).filter { $0.file != nil && $0.sha256 != nil }
    }
}

/// Everything that the archive knows about one kept text.
package struct ArticleRecord: Hashable, Sendable {
    /// Relative to the archive: `2023/06/16/000_0d968600ded4c9d5.txt`.
    package var file: String
    /// Of the file.
    package var sha256: Digest
    package var simhash: Simhash
    /// Unicode scalars of the file, line ends not counted.
    package var chars: Int
    /// The first copy of which this is a near-duplicate.
    package var near: ArticleID?
    package var topics: [String]?
    package var capture: Capture?
    /// The further pages of an article that its site has cut into several, in their order.
    package var furtherCaptures: [Capture]?
    /// The version of dibao that read the page.
    package var extractor: String
    package var metadata: ArticleMetadata

    package init(
        file: String, sha256: Digest, simhash: Simhash, chars: Int, extractor: String, metadata: ArticleMetadata,
        near: ArticleID? = nil, topics: [String]? = nil, capture: Capture? = nil,
        furtherCaptures: [Capture]? = nil
    ) {
        self.file = file
        self.sha256 = sha256
        self.simhash = simhash
        self.chars = chars
        self.extractor = extractor
        self.metadata = metadata
        self.near = near
        self.topics = topics
        self.capture = capture
        self.furtherCaptures = furtherCaptures
    }
}

/// Where the raw response is kept: one gzip member of a WARC file.
package struct Capture: Hashable, Sendable {
    /// Relative to the archive.
    package var file: String
    /// Bytes before the record.
    package var offset: Int
    /// Bytes of the record as stored.
    package var length: Int

    package init(file: String, offset: Int, length: Int) {
        self.file = file
        self.offset = offset
        self.length = length
    }
}

/// What a duplicate's own page says.
package struct Reprint: Hashable, Sendable, Codable {
    package var title: String?
    package var publisher: String?
    package var date: Day?

    package init(title: String?, publisher: String?, date: Day?) {
        self.title = title
        self.publisher = publisher
        self.date = date
    }
}

/// One difference between two revisions: of their sentences, aligned, or of what is stated beside the text.
package struct Change: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
        case punctuation, number, name, wording, added, removed
        /// Of the publication's date, the publisher, an attachment's address.
        case date, publisher, attachment
    }

    package var kind: Kind
    package var before: String?
    package var after: String?

    package init(kind: Kind, before: String?, after: String?) {
        self.kind = kind
        self.before = before
        self.after = after
    }
}
