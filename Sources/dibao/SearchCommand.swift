import ArgumentParser
import Daemon

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find kept articles by what they say, the newest first.",
        discussion: """
            Words are found in headline and text, in Simplified and Traditional characters and in any width.

              乡村振兴 产业            both, anywhere in the article (also: AND)
              "乡村振兴战略"           these characters one after the other (also: “ ”, 「 」)
              乡村振兴 OR 百千万工程    one or both (also: |)
              教育 NOT 培训            the first without the second (also: 教育 -培训)
              title:防汛              in the headline (also: 标题：)
              (教育 | 医疗) 改革       groups; AND binds closer than OR

            Put it in single quotes for your shell. \
            Where the daemon does not run, what is new is read into the index first.
            """)

    @Argument(help: "What to look for; several words are one query.")
    var query: [String]

    @OptionGroup var found: FoundOptions

    @Option(help: ArgumentHelp("Articles at most.", valueName: "number"))
    var limit = 20

    @Flag(help: "A line of JSON for each article, with the places of what was found in excerpt and title.")
    var json = false

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit: expected a number from 1, found \(limit)") }
    }

    func run() async throws {
        let (wishes, limit, json) = (found.wishes(query), limit, json)
        await shared.run { configuration, console, _ in
            try await SearchJob(configuration, wishes: wishes, console: console).run(limit: limit, json: json)
        }
    }
}

/// Which of the found articles somebody wants.
struct FoundOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only articles that this source brought; may be repeated.", valueName: "id"),
        completion: .sourceID)
    var source: [String] = []

    @Option(help: ArgumentHelp("Only articles with this topic; may be repeated.", valueName: "id"))
    var topic: [String] = []

    @Option(help: ArgumentHelp("Articles of this day or later.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("Articles of this day or earlier.", valueName: "day"))
    var to: String?

    func validate() throws {
        for (name, day) in [("--from", from), ("--to", to)] {
            if let day, let problem = problemOfDay(day) { throw ValidationError("\(name): \(problem)") }
        }
    }

    func wishes(_ query: [String]) -> SearchInquiry.Wishes {
        var wishes = SearchInquiry.Wishes()
        wishes.query = query.joined(separator: " ")
        (wishes.sources, wishes.topics, wishes.from, wishes.to) = (source, topic, from, to)
        return wishes
    }
}
