import Model
import Testing

@testable import Judging

/// What holds for every pair of texts.
@Suite struct RevisionDiffPropertyTests {
    private static let words = Array("全市会议指出要抓好落实书记陈岸明王辉12340百千万,、 :“”()%.A年月日。。。;!?")

    private func text(_ dice: inout Dice) -> [String] {
        (0..<Int.random(in: 0...5, using: &dice)).map { _ in
            String((0..<Int.random(in: 0...40, using: &dice)).map { _ in Self.words.randomElement(using: &dice)! })
        }
    }

    private func edited(_ lines: [String], _ dice: inout Dice) -> [String] {
        var lines = lines
        for _ in 0..<Int.random(in: 0...4, using: &dice) where !lines.isEmpty {
            let line = Int.random(in: 0..<lines.count, using: &dice)
            var letters = Array(lines[line])
            let place = Int.random(in: 0...letters.count, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: letters.insert(Self.words.randomElement(using: &dice)!, at: place)
            case 1 where place < letters.count: letters.remove(at: place)
            case 2 where place < letters.count: letters[place] = Self.words.randomElement(using: &dice)!
            default: lines.insert(contentsOf: text(&dice), at: line)
            }
            lines[line] = String(letters)
        }
        return lines
    }

    @Test("An edit is a revision exactly where some change is more than punctuation", arguments: 0..<150)
    func meaning(seed: UInt64) {
        var dice = Dice(seed: seed)
        let before = text(&dice)
        let diff = RevisionDiff(before: before, after: edited(before, &dice))
        #expect(diff.isMeaningful == diff.changes.contains { $0.kind != .punctuation })
    }

    @Test("What is left without the changed sentences is the same on both sides", arguments: 0..<150)
    func nothingIsLost(seed: UInt64) {
        var dice = Dice(seed: seed)
        let before = text(&dice)
        let after = edited(before, &dice)
        let changes = RevisionDiff(before: before, after: after).changes
        let old = kept(of: before, without: changes.compactMap(\.before))
        let new = kept(of: after, without: changes.compactMap(\.after))
        #expect(old != nil)
        #expect(old == new)
    }

    /// The sentences without those changed; nil where the changes name one that is not there.
    private func kept(of lines: [String], without changed: [String]) -> [String: Int]? {
        var counts = Sentence.split(lines).reduce(into: [:]) { $0[$1.text, default: 0] += 1 }
        for sentence in Sentence.split(changed.flatMap { $0.split(separator: "\n").map(String.init) }) {
            guard let count = counts[sentence.text] else { return nil }
            counts[sentence.text] = count > 1 ? count - 1 : nil
        }
        return counts
    }

    @Test("There and back, the same sentences change", arguments: 0..<80)
    func symmetry(seed: UInt64) {
        var dice = Dice(seed: seed)
        let before = text(&dice)
        let after = edited(before, &dice)
        let there = RevisionDiff(before: before, after: after)
        let back = RevisionDiff(before: after, after: before)
        #expect(there.isMeaningful == back.isMeaningful)
        #expect(there.changes.isEmpty == back.changes.isEmpty)
    }

    @Test("Every kind has the sides that it says", arguments: 0..<80)
    func sides(seed: UInt64) {
        var dice = Dice(seed: seed)
        for change in RevisionDiff(before: text(&dice), after: text(&dice)).changes {
            switch change.kind {
            case .added: #expect(change.before == nil && change.after != nil)
            case .removed: #expect(change.before != nil && change.after == nil)
            case .punctuation: #expect(change.before != change.after)
            case .number, .name, .wording: #expect(change.before != nil && change.after != nil)
            case .date, .publisher, .attachment: Issue.record("no sentence is of that kind")
            }
        }
    }

    @Test(
        "Texts too different to be aligned give what went and what came, without what stayed", .timeLimit(.minutes(30)))
    func bounded() {
        let before = (0..<1200).map { "旧文第\($0)句写的是水利工程。" } + ["结尾。"]
        let after = ["结尾。"] + (0..<1200).map { "The new text has sentence \($0) about roads" }
        let changes = RevisionDiff(before: before, after: after).changes
        #expect(changes.count == 2400)
        #expect(changes.prefix(1200).allSatisfy { $0.kind == .removed })
        #expect(changes.suffix(1200).allSatisfy { $0.kind == .added })
        #expect(RevisionDiff(before: before, after: before.reversed()).isMeaningful)
    }

    @Test("One endless line costs no more than a long text", .timeLimit(.minutes(30)))
    func endlessLine() {
        let before = String(repeating: "水利工程", count: 5000)
        let after = String(repeating: "道路", count: 10_000)
        #expect(RevisionDiff(before: [before], after: [after]).changes.map(\.kind) == [.removed, .added])
        #expect(RevisionDiff(before: [before], after: [before + "2"]).changes.map(\.kind) == [.number])
    }
}
