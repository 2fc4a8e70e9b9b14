// The contract's JSON of an event: one flat object, snake_case, absent for unknown.

private enum EventKey: String, CodingKey {
    case version = "v"
    case sequence = "seq"
    case event, at, id, url, source, revises, changes, reason, evidence, attachments
    case duplicateOf = "duplicate_of"
}

private enum RecordKey: String, CodingKey {
    case file, sha256, simhash, chars, near, topics, capture, extractor
    case furtherCaptures = "further_captures"
}

extension Event: Codable {
    /// - Throws: `DecodingError` for another version, an unknown event, or a missing field.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: EventKey.self)
        let version = try fields.decode(Int.self, forKey: .version)
        guard version == Event.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: fields, debugDescription: "expected version \(Event.version), found \(version)")
        }
        sequence = try fields.decodeCount(forKey: .sequence, from: 1)
        at = try fields.decode(Timestamp.self, forKey: .at)
        id = try fields.decode(ArticleID.self, forKey: .id)
        url = try fields.decode(String.self, forKey: .url)
        source = try fields.decode(String.self, forKey: .source)
        let name = try fields.decode(String.self, forKey: .event)
        switch name {
        case "article": kind = .article(try ArticleRecord(from: decoder))
        case "revision":
            kind = .revision(
                of: try fields.decode(ArticleID.self, forKey: .revises),
                changes: try fields.decodeIfPresent([Change].self, forKey: .changes) ?? [],
                try ArticleRecord(from: decoder))
        case "duplicate":
            kind = .duplicate(
                of: try fields.decode(ArticleID.self, forKey: .duplicateOf), try Reprint(from: decoder))
        case "gone":
            kind = .gone(
                reason: try fields.decode(String.self, forKey: .reason),
                evidence: try fields.decodeIfPresent(String.self, forKey: .evidence) ?? "")
        case "back": kind = .back
        case "reextracted":
            kind = .reextracted(
                of: try fields.decode(ArticleID.self, forKey: .revises), try ArticleRecord(from: decoder))
        case "attachment": kind = .attachment(try fields.decode([Attachment].self, forKey: .attachments))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .event, in: fields, debugDescription: "unknown event \(name)")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: EventKey.self)
        try fields.encode(Event.version, forKey: .version)
        try fields.encode(sequence, forKey: .sequence)
        try fields.encode(name, forKey: .event)
        try fields.encode(at, forKey: .at)
        try fields.encode(id, forKey: .id)
        try fields.encode(url, forKey: .url)
        try fields.encode(source, forKey: .source)
        switch kind {
        case .article(let record): try record.encode(to: encoder)
        case .revision(let previous, let changes, let record):
            try fields.encode(previous, forKey: .revises)
            try fields.encode(changes, forKey: .changes)
            try record.encode(to: encoder)
        case .duplicate(let first, let reprint):
            try fields.encode(first, forKey: .duplicateOf)
            try reprint.encode(to: encoder)
        case .gone(let reason, let evidence):
            try fields.encode(reason, forKey: .reason)
            if !evidence.isEmpty { try fields.encode(evidence, forKey: .evidence) }
        case .back: break
        case .reextracted(let previous, let record):
            try fields.encode(previous, forKey: .revises)
            try record.encode(to: encoder)
        case .attachment(let files): try fields.encode(files, forKey: .attachments)
        }
    }

    /// The contract's words for all kinds.
    package static let names = ["article", "revision", "duplicate", "gone", "back", "reextracted", "attachment"]

    /// The contract's word for the kind.
    package var name: String {
        switch kind {
        case .article: "article"
        case .revision: "revision"
        case .duplicate: "duplicate"
        case .gone: "gone"
        case .back: "back"
        case .reextracted: "reextracted"
        case .attachment: "attachment"
        }
    }
}

extension ArticleRecord: Codable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: RecordKey.self)
        self.init(
            file: try fields.decode(String.self, forKey: .file),
            sha256: try fields.decode(Digest.self, forKey: .sha256),
            simhash: try fields.decode(Simhash.self, forKey: .simhash),
            chars: try fields.decodeCount(forKey: .chars, from: 0),
            extractor: try fields.decode(String.self, forKey: .extractor),
            metadata: try ArticleMetadata(from: decoder),
            near: try fields.decodeIfPresent(ArticleID.self, forKey: .near),
            topics: try fields.decodeIfPresent([String].self, forKey: .topics),
            capture: try fields.decodeIfPresent(Capture.self, forKey: .capture),
            furtherCaptures: try fields.decodeIfPresent([Capture].self, forKey: .furtherCaptures))
    }

    package func encode(to encoder: any Encoder) throws {
        try metadata.encode(to: encoder)
        var fields = encoder.container(keyedBy: RecordKey.self)
        try fields.encode(file, forKey: .file)
        try fields.encode(sha256, forKey: .sha256)
        try fields.encode(simhash, forKey: .simhash)
        try fields.encode(chars, forKey: .chars)
        try fields.encodeIfPresent(near, forKey: .near)
        try fields.encodeIfPresent(topics, forKey: .topics)
        try fields.encodeIfPresent(capture, forKey: .capture)
        try fields.encodeIfPresent(furtherCaptures, forKey: .furtherCaptures)
        try fields.encode(extractor, forKey: .extractor)
    }
}

extension Capture: Codable {
    private enum Key: String, CodingKey { case file, offset, length }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        self.init(
            file: try fields.decode(String.self, forKey: .file),
            offset: try fields.decodeCount(forKey: .offset, from: 0),
            length: try fields.decodeCount(forKey: .length, from: 1))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(file, forKey: .file)
        try fields.encode(offset, forKey: .offset)
        try fields.encode(length, forKey: .length)
    }
}

extension KeyedDecodingContainer {
    /// A whole number that can be counted with: two of them can be added.
    fileprivate func decodeCount(forKey key: Key, from least: Int) throws -> Int {
        let number = try decode(Int.self, forKey: key)
        guard (least...Event.sequenceLimit).contains(number) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self,
                debugDescription: "expected a number from \(least) to \(Event.sequenceLimit), found \(number)")
        }
        return number
    }
}
