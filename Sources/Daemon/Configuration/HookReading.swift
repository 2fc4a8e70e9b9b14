internal import Model

extension Configuration.Hook {
    /// Reads one `[[hook]]`; nil where a key that it cannot do without is missing or wrong.
    static func read(_ table: inout TableReader) -> Self? {
        let name = table.required(.hookName, .identifier)
        let target = readTarget(&table)
        let events = table.value(.hookEvents, ExpectedValue.eventKind.list, default: [])
        let sources = table.value(.hookSources, ExpectedValue.nonemptyString.list, default: [])
        let topics = table.value(.hookTopics, ExpectedValue.identifier.list, default: [])
        let timeout = table.value(
            .hookTimeout, .duration(in: .seconds(1) ... .seconds(3600)), default: Configuration.Hook.standardTimeout)
        let addsText = table.value(.hookWithText, .boolean, default: false)
        guard let name, let target else { return nil }
        return Self(
            name: name, target: target, events: events, sources: sources, topics: topics, timeout: timeout,
            addsText: addsText)
    }

    private static func readTarget(_ table: inout TableReader) -> Target? {
        let program = ExpectedValue<[String]>(words: "an array: the program's absolute path, then its arguments") {
            node in
            ExpectedValue.string.list.read(node).flatMap { words in
                words.first?.hasPrefix("/") == true && words.allSatisfy { !$0.utf8.contains(0) } ? words : nil
            }
        }
        let command = table.optional(.hookExec, program)
        let address = table.optional(.hookURL, .webAddress)
        let secret: WebhookSecret? = table.optional(
            .hookSecret, .text("a text of at least 16 bytes, or whsec_ and Base64") { WebhookSecret($0) })
        switch (table.has(.hookExec), table.has(.hookURL)) {
        case (true, true): table.report(.hookURL, "expected either \"exec\" or \"url\", found both")
        case (false, false): table.report(.hookExec, "is missing: expected \(program.words), or \"url\"")
        case (true, false):
            if table.has(.hookSecret) { table.report(.hookSecret, "is for a webhook: expected \"url\" beside it") }
        case (false, true):
            if !table.has(.hookSecret) { table.report(.hookSecret, "is missing: expected what signs the events") }
        }
        if let command { return .program(command) }
        guard let address, let secret else { return nil }
        return .webhook(address, secret)
    }
}

extension ExpectedValue where Value == String {
    /// The contract's word for a kind of event.
    fileprivate static var eventKind: ExpectedValue {
        text("one of " + Event.names.map { "\"\($0)\"" }.joined(separator: ", ")) {
            Event.names.contains($0) ? $0 : nil
        }
    }
}
