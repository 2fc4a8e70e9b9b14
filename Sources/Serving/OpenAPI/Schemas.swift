/// JSON Schemas of what the API answers (JSON Schema 2020-12, as OpenAPI 3.1 has it).
enum Schemas {
    static let event: JSONValue = reference("Event")
    static let eventPage: JSONValue = object(
        ["events": list(event), "last": number, "next": number], required: ["events", "last", "next"])
    static let articlePage: JSONValue = object(
        ["articles": list(["allOf": [event, object(["found": reference("Found")], required: [])]]), "next": text],
        required: ["articles"])
    static let topics: JSONValue = object(
        [
            "topics": list(
                object(
                    ["id": text, "name": text, "articles": number, "configured": ["type": "boolean"]],
                    required: ["id", "name", "articles", "configured"]))
        ], required: ["topics"])
    static let timeline: JSONValue = object(
        [
            "query": text, "count": number,
            "first": object(
                ["id": id, "date": day, "title": text, "source": text, "url": text],
                required: ["id", "date", "source", "url"]),
            "months": list(
                object(
                    [
                        "month": ["type": "string", "pattern": #"^\d{4}-\d{2}$"#], "count": number, "total": number,
                        "sources": ["type": "object", "additionalProperties": number],
                    ], required: ["month", "count", "total", "sources"])),
            "sources": list(
                object(
                    ["id": text, "count": number, "first": day, "last": day],
                    required: ["id", "count", "first", "last"])),
        ], required: ["query", "count", "months", "sources"])
    static let sources: JSONValue = object(
        [
            "at": moment, "sources": list(reference("Source")), "problems": list(text),
            "set_aside": list(
                object(
                    [
                        "source": text, "url": text, "purpose": text, "deaths": number, "kills": number,
                        "last": moment, "reason": text,
                    ], required: ["source", "url", "purpose", "deaths", "kills", "last", "reason"],
                    help: "A page that is not read any more because dibao died of it.")),
            "resting": list(
                object(
                    ["site": text, "until": moment, "waiting": number, "reason": text],
                    required: ["site", "until", "waiting", "reason"],
                    help: "A site that is not visited for a while, and how many pages wait for it.")),
        ], required: ["at", "sources", "problems", "set_aside", "resting"])
    static let state: JSONValue = object(["status": text], required: ["status"])

    /// What the others refer to, by name.
    static let named: [String: JSONValue] = [
        "Event": object(
            [
                "v": ["const": 1], "seq": number,
                "event": ["enum": ["article", "revision", "duplicate", "gone", "back", "reextracted", "attachment"]],
                "at": moment,
                "id": id, "url": text, "source": text, "revises": id, "duplicate_of": id, "file": text,
                "sha256": ["type": "string", "pattern": "^[0-9a-f]{64}$"], "title": text, "introtitle": text,
                "subtitle": text, "date": day, "published": moment, "publisher": text,
                "topics": list(text), "flags": list(text),
                "confidence": ["type": "number", "minimum": 0, "maximum": 1],
            ], required: ["v", "seq", "event", "at", "id", "url", "source"],
            help: "An event of the journal; what is unknown is absent. More fields may come."),
        "Source": source,
        "Found": object(
            ["title": text, "title_marks": marks, "excerpt": text, "marks": marks],
            required: ["title", "title_marks", "excerpt", "marks"],
            help: "Where a search has found its words: starts and lengths in code points."),
        "Problem": object(
            [
                "title": text, "status": number, "code": text, "detail": text,
            ], required: ["title", "status", "code", "detail"],
            help: "What is wrong, and what to do (RFC 9457); `code` tells kinds apart."),
    ]

    private static let source: JSONValue = object(
        [
            "id": text, "name": text, "enabled": truth, "waiting": truth, "visits": number, "last_visit": moment,
            "last_success": moment, "last_news": moment, "next_visit": moment, "failures": number, "failure": text,
            "today": object(
                ["day": day, "captured": number, "expected": number, "pending": number, "missed": number],
                required: ["day", "captured", "pending", "missed"]),
            "pages": tally, "left_out": tally,
            "walls": list(
                object(
                    ["kind": text, "site": text, "count": number, "last": moment, "evidence": text],
                    required: ["kind", "site", "count", "last", "evidence"])),
            "alerts": list(
                object(["kind": text, "since": moment, "detail": text], required: ["kind", "since", "detail"])),
            "flags": list(
                object(
                    ["flag": text, "count": number, "latest": id, "url": text],
                    required: ["flag", "count", "latest", "url"])),
            "low_confidence": number,
            "doubtful": list(
                object(
                    ["id": id, "url": text, "confidence": ["type": "number", "minimum": 0, "maximum": 1]],
                    required: ["id", "url"])),
            "backfill": text,
            "failed": list(
                object(["url": text, "reason": text, "at": moment, "next": moment], required: ["url"])),
            "troubles": list(text),
        ],
        required: [
            "id", "name", "enabled", "waiting", "visits", "failures", "today", "pages", "left_out", "walls", "alerts",
            "flags", "low_confidence", "doubtful", "failed", "troubles",
        ], help: "A configured source, as `dibao status --json` tells of it; what is unknown is absent.")

    private static let truth: JSONValue = ["type": "boolean"]
    private static let tally: JSONValue = ["type": "object", "additionalProperties": number]
    private static let text: JSONValue = ["type": "string"]
    private static let number: JSONValue = ["type": "integer", "minimum": 0]
    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let marks: JSONValue = list(["type": "array", "items": number, "minItems": 2, "maxItems": 2])
    private static let moment: JSONValue = ["type": "string", "format": "date-time"]
    private static let id: JSONValue = ["type": "string", "pattern": "^[0-9a-f]{16}$"]

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

    private static func object(
        _ properties: [String: JSONValue], required: [String], help: String? = nil
    ) -> JSONValue {
        var schema: [String: JSONValue] = [
            "type": "object", "properties": .object(properties), "required": .array(required.map { .string($0) }),
        ]
        if let help { schema["description"] = .string(help) }
        return .object(schema)
    }
}
