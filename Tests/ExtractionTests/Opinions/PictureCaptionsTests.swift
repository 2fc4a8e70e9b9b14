import Model
import Testing

@testable import Extraction

@Suite struct PictureCaptionsTests {
    private func page(_ above: String) -> String {
        "<title>春耕生产工作会议召开</title><h1>春耕生产工作会议召开</h1>\(above)<div id=ozoom><p>\(paragraph)</p><p>\(paragraph)。</p></div>"
    }

    @Test(arguments: [
        "<table id=newspic><tr><td><img src=1.jpg></tr><tr><td>图为会议现场。</tr></table>",
        "<table class='pci_c wide'><tr><td>图为会议现场。</tr></table>", "<div class=att-content>图为会议现场。</div>",
    ])
    func captionsAboveTheBodyAreTheArticles(above: String) throws {
        #expect(try read(page(above)).body == ["图为会议现场。", finishedParagraph, finishedParagraph + "。"])
    }

    @Test(arguments: [
        "<div class=other>图为会议现场。</div>", "<div class=att-content><a href=1>图为会议现场。</a></div>",
        "<div class=att-contents>图为会议现场。</div>",
    ])
    func otherPartsAboveItAreNot(above: String) throws {
        #expect(try read(page(above)).body == [finishedParagraph, finishedParagraph + "。"])
    }
}
