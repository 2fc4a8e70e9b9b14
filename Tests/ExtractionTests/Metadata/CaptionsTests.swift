import Model
import Testing

@testable import Extraction

/// Pictures and the lines that tell what they show.
@Suite struct CaptionsTests {
    private static func images(_ body: String, above: String = "") throws -> [Model.Image] {
        let page = """
            <html><body><h1>春耕生产工作会议召开</h1><p>发布时间：2023-02-15 12:20　来源：乙报</p>\(above)
            <div id=zoom><p>\(paragraph)</p>\(body)<p>\(paragraph)会议指出，今年形势总体较好。</p></div></body></html>
            """
        let address = try #require(try? WebAddress(parsing: "http://www.example.gov.cn/xw/t1.html"))
        return try Extractor().read(
            Array(page.utf8), at: address, headerCharset: "utf-8", today: today, utcOffset: 8 * 3600
        ).metadata.images ?? []
    }

    @Test(arguments: [
        "<p style='text-align: center'><img src=1.jpg></p><p style='text-align: center'>机械化插秧现场</p>",
        "<p align=center><img src=1.jpg></p><p align=center>机械化插秧现场</p>",
        "<center><img src=1.jpg></center><center>机械化插秧现场</center>",
        "<p><img src=1.jpg><br>机械化插秧现场</p>",
        "<div class=img_wrapper><img src=1.jpg><span class=img_descr>机械化插秧现场</span></div>",
        "<figure><img src=1.jpg><figcaption>机械化插秧现场</figcaption></figure>",
        "<p><img src=1.jpg></p><p class=pictext>机械化插秧现场</p>",
        "<div><b><img src=1.jpg></b><p align=center>机械化插秧现场</p></div>",
        "<p class=ql-align-center><img src=1.jpg></p><p class=ql-align-center>机械化插秧现场</p>",
        "<p><img src=1.jpg></p><p><small>机械化插秧现场</small></p>",
        "<p><img src=1.jpg></p><p><span style='font-size: 12px; color: #888888'>机械化插秧现场</span></p>",
        "<p><img src=1.jpg></p><p style='color: rgb(136, 136, 136)'>机械化插秧现场</p>",
        "<p><img src=1.jpg></p><p><span style='font-family: 楷体'>机械化插秧现场</span></p>",
        "<p><img src=1.jpg alt='机械化插秧现场'></p><p>机械化插秧现场</p>",
        "<p><img src=1.jpg title='机械化插秧现场'></p><p>机械化插秧现场</p>",
        "<p><img src=1.jpg></p><div class=img-desc>机械化插秧现场</div>",
    ])
    func theLineBelowAPictureIsItsCaption(markup: String) throws {
        #expect(try CaptionsTests.images(markup).map(\.caption) == ["机械化插秧现场"])
    }

    @Test(arguments: [
        "图为机械化插秧现场。", "机械化插秧现场。本报记者 王小明 摄", "（机械化插秧现场 区农业局供图）", "图片来源：区农业局", "▲机械化插秧现场",
        "3月5日，春耕工作展开。图为机械化插秧现场。", "机械化插秧现场 摄影：王小明", "机械化插秧现场。图/视觉中国", "机械化插秧现场（图源：某县发布）", "机械化插秧现场（图片来源：某县发布）",
        "机械化插秧现场（供图/县委办）", "图①：机械化插秧现场", "上图：机械化插秧现场", "图一 机械化插秧现场", "图5 机械化插秧现场", "3月5日，农民在插秧。新华社发（王小明 摄）",
    ])
    func captionsAreToldByTheirWords(line: String) throws {
        let images = try CaptionsTests.images("<p><img src=1.jpg></p><p>\(line)</p>")
        #expect(images.map(\.caption) == [Width.half(line)])
    }

    @Test(arguments: [
        "<p><img src=1.jpg></p><p>\(paragraph)</p>", "<p><img src=1.jpg></p><p>一、抓紧春耕</p>",
        "<p align=center><img src=1.jpg></p><p align=center><b>抓紧春耕备耕</b></p>", "<p><img src=1.jpg></p><h3>抓紧春耕备耕</h3>",
        "<p>会议<img src=1.jpg>要求抓紧春耕。</p>",
        "<p align=center><img src=1.jpg></p><p align=center>（来源：某县发布）</p>",
        "<p align=center><img src=1.jpg></p><p align=center>点击图片看大图</p>",
        "<p><img src=1.jpg></p><p><small>可以看出以下特点：</small></p>",
        "<p><img src=1.jpg alt='春耕生产工作会议召开'></p><p>春耕生产工作会议召开</p>", "<p><img src=1.jpg></p><p>会议要求抓紧春耕</p>",
    ])
    func otherLinesAreNone(markup: String) throws {
        #expect(try CaptionsTests.images(markup).map(\.caption) == [nil])
    }

    @Test func aHabitOfTheArticleMakesCaptions() throws {
        let pictures = ["插秧现场", "农机检修车间", "种子门市部"].enumerated().map { place, line in
            "<p><img src=\(place).jpg></p><p>\(line)。</p><p>\(paragraph)\(paragraph)</p>"
        }
        #expect(try CaptionsTests.images(pictures.joined()).map(\.caption) == ["插秧现场。", "农机检修车间。", "种子门市部。"])
    }

    @Test(arguments: [
        "<table><tr><td><img src=1.jpg></td><td><img src=2.jpg></td></tr><tr><td>会议现场一角</td><td>代表认真听讲</td></tr></table>",
        "<table><tr><td><img src=1.jpg><br>会议现场一角</td><td><img src=2.jpg><br>代表认真听讲</td></tr></table>",
    ])
    func cellsBelowPicturesAreTheirCaptions(markup: String) throws {
        #expect(try CaptionsTests.images(markup).map(\.caption) == ["会议现场一角", "代表认真听讲"])
    }

    @Test func asManyCaptionsAsPicturesAreOneEach() throws {
        let markup = "<p><img src=1.jpg></p><p><img src=2.jpg></p><p>图1：会议现场</p><p>图2：代表听讲</p>"
        #expect(try CaptionsTests.images(markup).map(\.caption) == ["图1:会议现场", "图2:代表听讲"])
    }

    @Test func centredVersesAreNoCaptions() throws {
        let lines = (0..<12).map { "<p align=center>下周施工进入第\($0)阶段</p>" }.joined()
        #expect(try CaptionsTests.images("<p align=center><img src=1.jpg></p>\(lines)").map(\.caption) == [nil])
    }

    @Test func aPictureBetweenHeadlineAndBodyIsTheArticles() throws {
        let images = try CaptionsTests.images("<p><img src=2.jpg></p>", above: "<div class=pic><img src=1.jpg></div>")
        #expect(images.map(\.url) == ["http://www.example.gov.cn/xw/1.jpg", "http://www.example.gov.cn/xw/2.jpg"])
    }

    @Test(arguments: [
        "<ul><li><img src=1.png></li></ul>", "<div class=share><img src=1.png></div>",
        "<div><img src=icon/print.png></div>",
        "<div><a href=http://ad.example/><img src=1.jpg></a></div>", "<div>扫一扫<img src=1.png></div>",
        "<div><img src=1.png><img src=2.png><img src=3.png></div>",
    ])
    func buttonsAndAdvertisementsThereAreNot(markup: String) throws {
        #expect(try CaptionsTests.images("", above: markup).isEmpty)
    }

    @Test(arguments: [
        "<img src=/img/loading.gif data-src=1.jpg>", "<img data-original=1.jpg>",
        "<img src='data:image/gif;base64,R0lGODlh' data-src=1.jpg>",
        "<img src=1.jpg data-src=small.jpg>",
    ])
    func aPictureThatIsLoadedLaterHasItsOwnAddress(image: String) throws {
        #expect(try CaptionsTests.images("<p>\(image)</p>").map(\.url) == ["http://www.example.gov.cn/xw/1.jpg"])
    }

    @Test func aMovingPictureIsOneAndADotIsNot() throws {
        let images = try CaptionsTests.images("<p><img src=1.gif></p><p><img src=dot.gif>各镇各部门要抓紧抓实，确保完成任务。</p>")
        #expect(images.map(\.url) == ["http://www.example.gov.cn/xw/1.gif"])
    }
}
