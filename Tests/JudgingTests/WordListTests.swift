import Testing

@testable import Judging

/// The lists of `Rules`.
@Suite struct WordListTests {
    private func words(_ resource: [UInt8]) -> [String] {
        String(decoding: resource, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .flatMap { $0.split(separator: " ") }.map(String.init)
    }

    @Test("No list holds a word twice, or anything but Han characters")
    func lists() {
        let lists = [
            PackageResources.surnames_txt, PackageResources.titles_txt, PackageResources.name_marks_txt,
            PackageResources.not_names_txt, PackageResources.not_given_txt,
        ]
        for list in lists.map(words) {
            #expect(list.count > 40)
            let doublets = Dictionary(grouping: list, by: \.self).filter { $0.value.count > 1 }.keys
            #expect(doublets.isEmpty)
            #expect(list.allSatisfy { $0.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } })
        }
    }

    @Test("Surnames have one character or two, words that are no names two and begin with a surname")
    func shapes() {
        let surnames = Set(words(PackageResources.surnames_txt))
        #expect(surnames.allSatisfy { (1...2).contains($0.count) })
        let pointless = words(PackageResources.not_names_txt).filter {
            $0.count != 2 || !surnames.contains(String($0.prefix(1)))
        }
        #expect(pointless.isEmpty)
        #expect(words(PackageResources.not_given_txt).allSatisfy { $0.count == 1 })
    }

    @Test("A word is found where it begins and where it ends")
    func search() {
        let list = WordList(Array("# 说明 市委\n市长 书记\n\n副书记".utf8))
        let letters = "副书记讲话".unicodeScalars.map(\.value)
        #expect(list.begins(at: 0, in: letters))
        #expect(list.begins(at: 1, in: letters))
        #expect(!list.begins(at: 2, in: letters))
        #expect(!list.begins(at: 5, in: letters))
        #expect(list.ends(at: 3, in: letters))
        #expect(!list.ends(at: 2, in: letters))
        #expect(!list.ends(at: 0, in: letters))
        #expect(!list.contains(letters[...]))
        #expect(!WordList([]).begins(at: 0, in: letters))
    }
}
