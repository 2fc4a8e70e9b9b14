import Testing

@testable import Extraction

@Suite struct NodeHintsTests {
    @Test(arguments: [
        "class=ad", "class='box ad'", "class=ad-left", "class=left_ad", "class=adBox", "class=topAd", "id=ad1",
        "class=share",
        "class=bdsharebuttonbox", "class=nav", "class=breadcrumb", "id=footer", "class=related-news", "class=hot_news2",
        "id=friendlink",
    ])
    func junkWordsMatchAsWholeWords(attribute: String) {
        #expect(hint(attribute) == .junk)
    }

    @Test(arguments: [
        "class=padding", "class=shareholders", "class=header", "class=head", "class=leadin", "class=adult",
        "class=navy",
        "class=footprint", "class=hotel", "id=broadcast", "class=loading", "class=gradient", "class=pagetitle",
        "class=''",
        "title=ad", "class=中文", "class=roadmap",
    ])
    func partsOfWordsDoNot(attribute: String) {
        #expect(hint(attribute) == NodeHint.none)
    }

    @Test(arguments: [
        "id=zoom", "class=TRS_Editor", "class='x TRS_Editor y'", "id=UCAP-CONTENT", "id=ozoom", "class=v_news_content",
    ])
    func containersOfKnownSystemsAreKnown(attribute: String) {
        #expect(hint(attribute) == .knownSystem)
    }

    @Test(arguments: ["class=article-content", "itemprop=articleBody", "class='share article-content'"])
    func containersByNameAreContainers(attribute: String) {
        #expect(hint(attribute) == .container)
    }

    @Test(arguments: [
        "class=ArticlePage-articleBody", "id=storyText", "class='col post_content'", "class=news-detail-text",
    ])
    func aSubjectAndAHolderMakeAContainersName(attribute: String) {
        #expect(hint(attribute) == .container)
    }

    @Test(arguments: [
        "class='article wide-content'", "class=articleTitle", "class=content", "class=articles-contents",
    ])
    func oneOfThemDoesNot(attribute: String) {
        #expect(hint(attribute) == NodeHint.none)
    }

    @Test func aJunkWordBeatsAContainersName() { #expect(hint("class=article-content-related") == .junk) }

    @Test func namesOfContainersAreExact() {
        #expect(hint("id=zoomed") == NodeHint.none)
        #expect(hint("class=trs_editor") == NodeHint.none)
    }

    private func hint(_ attribute: String) -> NodeHint? {
        let tree = PageTree(parsing: Array("<div \(attribute)>甲</div>".utf8))
        let hints = NodeHints.standard.hints(for: tree)
        return tree.indices.first { tree.nodes[$0].tag == .div }.map { hints[$0] }
    }
}
