import Testing

@testable import Extraction

@Suite struct ArticleWordsTests {
    @Test(arguments: [
        "特此公告。", "特此通知", "青砚市人民政府办公室", "市教育局", "中共青砚区委", "2026年5月20日", "一、总体要求", "（二）重点任务", "3.加强领导", "第三章 附则",
        "附件：", "此致", "敬礼！", "（此件公开发布）",
    ])
    func protects(_ line: String) {
        #expect(ArticleWords.standard.protects(line, skeleton: LineSkeleton(line)))
    }

    @Test(arguments: [
        "新闻公众号", "图片故事", "青砚发布客户端", "欢迎下载砚边", "主办：青砚市人民政府办公室", "更多精彩内容请关注我们", "版权所有", "点击查看更多", "第一时间获取资讯",
    ])
    func doesNotProtect(_ line: String) {
        #expect(!ArticleWords.standard.protects(line, skeleton: LineSkeleton(line)))
    }
}
