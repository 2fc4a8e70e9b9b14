import Model
import Testing

@Suite struct FileNameTests {
    @Test(arguments: [
        ("附件1:申报表.docx", "docx", "附件1_申报表.docx"),
        ("关于防汛的通知", "pdf", "关于防汛的通知.pdf"),
        ("年报.PDF", "pdf", "年报.PDF"),
        ("年报.docx", "pdf", "年报.docx.pdf"),
        ("../../etc/passwd", "", "etc_passwd"),
        ("..\\..\\windows\\win.ini", "", "windows_win.ini"),
        ("/etc/shadow", "pdf", "etc_shadow.pdf"),
        (".. / . / ...", "pdf", "file.pdf"),
        (".htaccess", "", "htaccess"),
        ("", "", "file"), ("   ", "zip", "file.zip"), ("...", "", "file"), (".pdf", "pdf", "file.pdf"),
        ("a\u{0}b\n\tc\u{1B}[31m.pdf", "pdf", "ab c[31m.pdf"),
        ("\u{202E}fdp.exe\u{2066}.pdf", "pdf", "fdp.exe.pdf"),
        ("零\u{200B}宽\u{FEFF}.pdf", "pdf", "零宽.pdf"),
        ("CON", "", "_CON"), ("nul.pdf", "pdf", "_nul.pdf"), ("com1", "txt", "_com1.txt"),
        ("lpt9.tar.gz", "", "_lpt9.tar.gz"),
        ("console.pdf", "pdf", "console.pdf"),
        ("a<b>c|d?e*f\"g.pdf", "pdf", "a_b_c_d_e_f_g.pdf"),
        ("末尾有点 . .", "", "末尾有点"),
        ("末尾. .pdf", "pdf", "末尾.pdf"),
    ])
    func whateverComesIsMadeHarmless(_ text: String, _ ending: String, _ name: String) {
        #expect(FileName(cleaning: text, ending: ending).description == name)
        #expect(FileName(name)?.description == name, "a harmless name stays as it is")
    }

    @Test(arguments: [
        String(repeating: "长", count: 5000), String(repeating: "a", count: 100_000),
        "e" + String(repeating: "\u{301}", count: 9000),
    ])
    func longNamesAreCutOffBeforeTheirEnding(_ text: String) {
        let name = FileName(cleaning: text, ending: "xlsx")
        #expect(name.description.utf8.count <= FileName.limitBytes)
        #expect(name.description.hasSuffix(".xlsx"))
        #expect(name.numbered(1_000_000).description.utf8.count <= FileName.limitBytes)
        #expect(FileName(name.numbered(12).description) == name.numbered(12))
    }

    @Test func aNumberStandsBeforeTheEnding() {
        #expect(FileName(cleaning: "附件.pdf").numbered(2).description == "附件 (2).pdf")
        #expect(FileName(cleaning: "附件").numbered(3).description == "附件 (3)")
    }

    @Test(arguments: ["../x", "a/b", ".x", "a\n", "CON", "a ", " a", "a.", "", "a\u{202E}b", "a\\b"])
    func noOtherNameIsTakenAsItIs(_ name: String) {
        #expect(FileName(name) == nil)
    }

    @Test(arguments: [
        "2023/06/16/attachments/0d968600ded4c9d5/../x.pdf", "2023/06/16/attachments/0d968600ded4c9d5/",
        "2023/06/16/attachments/x.pdf",
        "2023/06/31/attachments/0d968600ded4c9d5/x.pdf", "/2023/06/16/attachments/0d968600ded4c9d5/x.pdf",
        "2023/06/16/others/0d968600ded4c9d5/x.pdf", "2023/6/16/attachments/0d968600ded4c9d5/x.pdf",
    ])
    func aPathThatLeadsElsewhereIsNoAttachments(_ path: String) {
        #expect(AttachmentFile(path) == nil)
    }

    @Test func anAttachmentsPathReadsBack() throws {
        let path = "2023/06/16/attachments/0d968600ded4c9d5/附件 (2).pdf"
        #expect(try #require(AttachmentFile(path)).description == path)
    }
}
