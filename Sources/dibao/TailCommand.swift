import ArgumentParser
import Daemon

struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Write the journal's events as JSON Lines, for a program that reads them.",
        discussion: """
            A consumer is a reader with a name: it gets the events after the last one that it has acknowledged. Each \
            event is given at least once, in order, none is left out, whichever side is killed; one that was not \
            acknowledged is given again. Two tails under one name take turns: the second waits.

            With --ack, what has left the pipe is acknowledged, so that a reader that dies with lines in its hands \
            loses them. A reader that must not lose any writes the seq of the event that it has dealt with back to \
            this command's input (--ack-stdin); config/examples/word-frequencies.py does so.
            """)

    @Option(help: ArgumentHelp("Whose position is kept (default: nobody's, all events are given).", valueName: "name"))
    var consumer: String?

    @Flag(help: "Go on with events as they happen, until SIGTERM or until the reader goes away.")
    var follow = false

    @Flag(help: "Acknowledge what the reader has taken.")
    var ack = false

    @Flag(help: "Acknowledge what the reader says: a line on stdin with the seq of the last event it has dealt with.")
    var ackStdin = false

    @Option(help: ArgumentHelp("Only events of this kind; may be repeated.", valueName: "kind"))
    var event: [EventKind] = []

    @Option(help: ArgumentHelp("Only events of this source; may be repeated.", valueName: "id"))
    var source: [String] = []

    @Option(help: ArgumentHelp("Only events about articles with this topic; may be repeated.", valueName: "id"))
    var topic: [String] = []

    @Option(help: ArgumentHelp("Only events that happened on this day or later.", valueName: "day"))
    var since: String?

    @Flag(help: "Add text (the whole file) and body (without headline) to events that bring an article.")
    var withText = false

    @Option(help: ArgumentHelp("End after so many events.", valueName: "number"))
    var limit: Int?

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if let consumer, let problem = problemOfConsumer(consumer) { throw ValidationError("--consumer: \(problem)") }
        if ack || ackStdin, consumer == nil {
            throw ValidationError("--ack and --ack-stdin need --consumer, whose position they move")
        }
        if ack, ackStdin { throw ValidationError("--ack and --ack-stdin do not go together") }
        if let since, let problem = problemOfDay(since) { throw ValidationError("--since: \(problem)") }
        if let limit, limit < 1 { throw ValidationError("--limit: expected a number from 1, found \(limit)") }
    }

    func run() async throws {
        var options = TailJob.Options()
        options.consumer = consumer
        options.follows = follow
        options.acknowledging = ack ? .whenTaken : ackStdin ? .byReader : .never
        options.events = event.map(\.rawValue)
        options.sources = source
        options.topics = topic
        options.since = since
        options.addsText = withText
        options.limit = limit
        let chosen = options
        await shared.run { configuration, console, _ in
            try await TailJob(configuration, options: chosen, console: console).run()
        }
    }
}

/// The contract's kinds of events.
enum EventKind: String, ExpressibleByArgument, CaseIterable {
    case article, revision, duplicate, gone, back, reextracted, attachment
}
