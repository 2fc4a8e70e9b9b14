import LoopbackWeb

/// Pages of a pretend paper, with texts of our own.
enum Newspaper {
    static let title = "青砚区推进百村供水改造"
    static let paragraphs = [
        "本报讯 9月4日，青砚区召开农村供水改造推进会，通报上半年进展，部署下一阶段工作。会议要求，各镇街要把管网改造与道路修补一并安排，不让群众反复绕行。",
        "据介绍，全区今年计划改造供水管网120公里，目前已完成73公里，涉及21个行政村。改造后的村庄水压稳定，水质每季度检测一次，结果在村务公开栏张贴。",
        "区水务部门负责人表示，年底前将完成剩余工程的招标，并为独居老人免费更换入户水表，预计惠及1800户。",
    ]
    static let traditional = [
        "本報訊 9月4日，青硯區召開農村供水改造推進會，通報上半年進展，部署下一階段工作。會議要求，各鎮街要把管網改造與道路修補一併安排，不讓群眾反復繞行。",
        "據介紹，全區今年計劃改造供水管網120公里，目前已完成73公里，涉及21個行政村。改造後的村莊水壓穩定，水質每季度檢測一次，結果在村務公開欄張貼。",
        "區水務部門負責人表示，年底前將完成剩餘工程的招標，並為獨居老人免費更換入戶水表，預計惠及1800戶。",
    ]
    static let glossed = [
        "本報(bào)訊(xùn) 9月4日，青硯(yàn)區(qū)召開(kāi)農(nóng)村供水改造推進(jìn)會(huì)，通報(bào)上半年進(jìn)展，部署下一階(jiē)段工作。"
            + "會(huì)議(yì)要求，各鎮(zhèn)街要把管網(wǎng)改造與(yǔ)道路修補(bǔ)一并安排，不讓(ràng)群眾(zhòng)反復(fù)繞(rào)行。",
        "據(jù)介紹(shào)，全區(qū)今年計(jì)劃(huà)改造供水管網(wǎng)120公里，目前已完成73公里，涉及21個(gè)行政村。"
            + "改造后的村莊(zhuāng)水壓(yā)穩(wěn)定，水質(zhì)每季度檢(jiǎn)測(cè)一次，結(jié)果在村務(wù)公開(kāi)欄(lán)張(zhāng)貼(tiē)。",
        "區(qū)水務(wù)部門(mén)負(fù)責(zé)人表示，年底前將(jiāng)完成剩余工程的招標(biāo)，并為(wèi)獨(dú)居老人免費(fèi)更換(huàn)入戶(hù)水表，"
            + "預(yù)計(jì)惠及1800戶(hù)。",
    ]

    /// A page as such sites build it: navigation, headline, date line, text, footer.
    static func page(
        title: String = title, date: String = "2023-09-05 08:30", paragraphs: [String] = paragraphs,
        charset: String = "utf-8"
    ) -> String {
        let links = ["首页", "要闻", "政务公开", "办事服务", "互动交流"].map { "<a href=\"/\($0)/\">\($0)</a>" }.joined(separator: " ")
        return """
            <!DOCTYPE html>
            <html><head><meta charset="\(charset)"><title>\(title)_青砚新闻网</title></head>
            <body>
            <div class="nav">\(links)</div>
            <div class="article">
            <h1>\(title)</h1>
            <div class="info">来源：青砚新闻网　发布时间：\(date)</div>
            <div class="content">\(paragraphs.map { "<p>　　\($0)</p>" }.joined(separator: "\n"))</div>
            </div>
            <div class="footer">主办：青砚区融媒体中心　备案号：示ICP备00000000号</div>
            </body></html>
            """
    }

    /// Other news than the standard one; the same number gives the same text.
    static func other(_ number: Int) -> [String] {
        [
            "青砚区第\(number)号便民服务点昨日开放，附近居民可以在这里办理社保查询、水电缴费等\(number + 20)项业务，周末照常值守。",
            "该服务点由旧粮站改建，编号为\(number * 7919)，面积\(number + 300)平方米，设有等候区、母婴室和无障碍通道，建设历时四个月。",
            "区政务服务中心表示，第\(number)号点试运行期间共接待群众\(number * 13 + 500)人次，下一步将根据意见调整窗口设置和开放时间。",
        ]
    }
}
