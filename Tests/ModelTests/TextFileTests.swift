import Model
import Testing

@Suite struct TextFileTests {
    @Test(arguments: ["2023/06/16/000_0d968600ded4c9d5.txt", "2023/06/16/1000_862d51d958bf0661.txt"])
    func descriptionReadsBack(path: String) {
        #expect(TextFile(path)?.description == path)
    }

    @Test(arguments: [
        "", "2023/06/16/000_0d968600ded4c9d5", "2023/06/16/00_0d968600ded4c9d5.txt",
        "2023/06/16/0000_0d968600ded4c9d5.txt", "2023/02/29/000_0d968600ded4c9d5.txt",
        "2023/06/16/../000_0d968600ded4c9d5.txt", "/2023/06/16/000_0d968600ded4c9d5.txt",
        "2023/06/16/000_0D968600DED4C9D5.txt", "2023/6/16/000_0d968600ded4c9d5.txt",
        "2023/06/16/000_../../../etc/pass.txt", "2023/06/16/-01_0d968600ded4c9d5.txt",
        "2023/06/16/99999999999999999999_0d968600ded4c9d5.txt", "2023/06/16/000_0d968600ded4c9d5.txt\n",
    ])
    func refusesEveryOtherSpelling(path: String) {
        #expect(TextFile(path) == nil)
    }

    @Test(arguments: [
        ("000_0d968600ded4c9d5.txt", 0), ("012_x", 12), ("1234_", 1234), ("00_x", nil), ("index.jsonl", nil),
        (".000_a.draft", nil), ("0001", nil), ("", nil), ("9999999999999999_x", nil),
    ])
    func theNumberIsReadFromTheHeadOfAName(name: String, number: Int?) {
        #expect(TextFile.number(inName: name) == number)
    }
}
