import Foundation
import Model
import Storage
import Testing

@testable import Serving

/// The reading room as a real browser shows it.
@Suite(.serialized, .timeLimit(.minutes(30)), .enabled(if: Browser.isThere, "Chromium is not installed"))
struct BrowserTests {
    /// A page of every kind.
    private static let pages = [
        "/", "/calendar", "/day/2023-06-16", "/search", "/search?q=%E9%98%B2%E6%B1%9B",
        "/timeline?q=%E9%98%B2%E6%B1%9B",
        "/topics", "/topic/bqw", "/sources", "/source/jiangmen", "/removed", "/operations", "/article/\(id(1))",
        "/article/\(id(1))/explain", "/article/\(id(3))", "/compare/\(id(2))",
    ]

    /// An archive with something on every page, hostile titles among it.
    private func withRoom(_ body: @escaping @Sendable (Served, Browser) throws -> Void) async throws {
        try await withServer { served in
            let hostile = "防汛<script>window.hit=1</script><img src=x onerror=window.hit=1>\"'\u{1B}[31m\u{202E}"
            try await served.keep(
                draft(1, title: "全市防汛工作会议召开", source: "jiangmen", topics: ["bqw"]),
                text: "会议要求做好防汛工作。\n项目\t金额\n水库\t3.5")
            var revision = draft(2, title: "全市防汛工作会议召开(修订)", source: "jiangmen")
            revision.url = draft(1).url
            let changes = [Change(kind: .number, before: "共3.5万亩。", after: "共3.8万亩。")]
            if case .article(let record) = revision.kind {
                revision.kind = .revision(of: id(1), changes: changes, record)
            }
            try await served.keep(revision, text: "会议要求做好防汛工作。")
            try await served.keep(draft(3, title: hostile, topics: ["bqw"]), text: hostile)
            let gone = EventDraft(
                at: time(6), id: id(3), url: draft(3).url, source: "manual",
                kind: .gone(reason: "http-410", evidence: "410 三次"))
            _ = try await served.store.publish([gone])
            try await served.store.record([
                DayExpectation(source: "jiangmen", day: Day("2023-06-15")!, expected: 4)
            ])
            served.shelf.explain(
                id(1),
                Explanation(
                    rules: [], candidates: [.init(question: .date, answer: "2023-06-16", origin: "meta", won: true)],
                    blocks: [
                        .init(kept: true, verdict: "article", reason: "prose", score: 1, place: ["p"], text: "正文。"),
                        .init(kept: false, verdict: "links", reason: "links", score: -1, place: ["a"], text: hostile),
                    ], confidence: 1))
            try await blocking {
                let browser = try Browser()
                try browser.newPage()
                try body(served, browser)
            }
        }
    }

    @Test("Every page loads without a complaint, in both languages, and runs nothing of a hostile title")
    func everyPageLoads() async throws {
        try await withRoom { served, browser in
            for language in ["zh", "en"] {
                for page in Self.pages {
                    let mark = page.contains("?") ? "&" : "?"
                    try browser.open("http://127.0.0.1:\(served.port)\(page)\(mark)lang=\(language)")
                    try browser.wait(
                        until:
                            "[...document.images].every((image) => (image.loading = 'eager', image.naturalWidth > 0))")
                    #expect(try browser.complaints() == [], "\(page) \(language)")
                    let facts = try browser.evaluate(
                        """
                        [document.documentElement.lang, document.querySelectorAll('main').length,
                         document.querySelectorAll('h1').length, window.hit === undefined]
                        """)
                    #expect(facts == "[\"\(language == "zh" ? "zh-Hans" : "en")\",1,1,true]", "\(page)")
                }
            }
        }
    }

    @Test("No page is wider than its window, on a phone or a desktop", arguments: [360, 1280])
    func nothingSticksOut(_ width: Int) async throws {
        try await withRoom { served, browser in
            try browser.call(
                "Emulation.setDeviceMetricsOverride",
                ["width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500])
            for page in Self.pages {
                try browser.open("http://127.0.0.1:\(served.port)\(page)")
                #expect(
                    try browser.evaluate("document.documentElement.scrollWidth <= innerWidth") == "true",
                    "\(page) at \(width)")
            }
        }
    }

    @Test("Every text stands out from its ground by 4.5 to 1, in light and in dark", arguments: ["light", "dark"])
    func textHasContrast(_ scheme: String) async throws {
        try await withRoom { served, browser in
            try browser.call(
                "Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": scheme]]])
            for page in Self.pages {
                try browser.open("http://127.0.0.1:\(served.port)\(page)")
                #expect(try browser.evaluate(Self.paleTexts) == "[true]", "\(page) \(scheme)")
            }
        }
    }

    @Test("Every control and link has a name, every table cell its heads, every list its items")
    func everythingHasAName() async throws {
        try await withRoom { served, browser in
            for page in Self.pages {
                try browser.open("http://127.0.0.1:\(served.port)\(page)")
                let nodes = try browser.call("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]] ?? []
                let nameless = nodes.filter { node in
                    func value(_ key: String) -> String { (node[key] as? [String: Any])?["value"] as? String ?? "" }
                    let needsName = ["link", "button", "searchbox", "textbox", "combobox", "image", "navigation"]
                        .contains(value("role"))
                    return node["ignored"] as? Bool != true && needsName && value("name").isEmpty
                }
                #expect(nodes.count > 10 && nameless.isEmpty, "\(page): \(nameless.map { $0["role"] ?? "" })")
            }
        }
    }

    @Test func whatGoesWrongIsNoticed() async throws {
        try await withRoom { served, browser in
            try browser.open("http://127.0.0.1:\(served.port)/nothing")
            #expect(try browser.complaints().contains { $0.contains("404") })
            try browser.open("http://127.0.0.1:\(served.port)/")
            try browser.call("Runtime.evaluate", ["expression": "setTimeout(() => { throw new Error('x') }, 0)"])
            try browser.wait(until: "true")
            _ = try browser.evaluate(
                "(document.body.append(document.createElement('script')), document.body.lastChild.text = 'window.hit = 1')"
            )
            #expect(try browser.complaints().contains { $0.contains("Content Security Policy") })
            #expect(try browser.evaluate("window.hit === undefined") == "true")
            _ = try browser.evaluate("document.body.style.setProperty('color', '#bbb8b3')")
            #expect(try browser.evaluate(Self.paleTexts) != "[true]")
        }
    }

    @Test func theRoomIsWholeWithoutItsScript() async throws {
        try await withRoom { served, browser in
            try browser.call("Emulation.setScriptExecutionDisabled", ["value": true])
            try browser.open("http://127.0.0.1:\(served.port)/")
            // The protocol's own scripts run all the same.
            #expect(try browser.evaluate("document.querySelectorAll('.events .title').length") == "4")
            try browser.open("http://127.0.0.1:\(served.port)/article/\(id(1))")
            #expect(try browser.evaluate("document.querySelector('.body').innerText").contains("会议要求做好防汛工作"))
        }
    }

    @Test func aSearchFromTheFirstPageFinds() async throws {
        try await withRoom { served, browser in
            try browser.open("http://127.0.0.1:\(served.port)/")
            _ = try browser.evaluate(
                "(document.querySelector('.find input').value = '防汛', setTimeout(() => document.querySelector('.find').submit()))"
            )
            try browser.wait(until: "location.pathname === '/search' && document.querySelectorAll('mark').length > 0")
            #expect(try browser.evaluate("document.querySelectorAll('.found > li').length") == "3")
        }
    }

    @Test func theKeyboardReachesEverything() async throws {
        try await withRoom { served, browser in
            try browser.open("http://127.0.0.1:\(served.port)/")
            func press(_ key: String, _ code: Int, text: String? = nil) throws {
                var values: [String: Any] = ["type": "keyDown", "key": key, "windowsVirtualKeyCode": code]
                if let text { values["text"] = text }
                try browser.call("Input.dispatchKeyEvent", values)
                try browser.call(
                    "Input.dispatchKeyEvent", ["type": "keyUp", "key": key, "windowsVirtualKeyCode": code])
            }
            try press("Tab", 9)
            #expect(try browser.evaluate("document.activeElement.className") == "\"skip\"")
            try press("j", 74, text: "j")
            let titles = "[...document.querySelectorAll('.events .title')].indexOf(document.activeElement)"
            #expect(try browser.evaluate(titles) == "-1", "outside the list a letter is nothing")
            _ = try browser.evaluate("document.querySelector('.events .title').focus()")
            try press("j", 74, text: "j")
            #expect(try browser.evaluate(titles) == "1")
            try press("k", 75, text: "k")
            #expect(try browser.evaluate(titles) == "0")
        }
    }

    @Test func newsArrivesOnAnOpenPage() async throws {
        try await withServer { served in
            try await served.keep(draft(1), text: "一。")
            let browser = try await blocking {
                let browser = try Browser()
                try browser.newPage()
                try browser.open("http://127.0.0.1:\(served.port)/")
                return browser
            }
            try await served.keep(draft(2, title: "刚到的消息"), text: "二。")
            try await blocking {
                try browser.wait(until: "document.querySelector('.fresh a')?.textContent.includes('(1)') === true")
                _ = try browser.evaluate("document.querySelector('.fresh a').click()")
                try browser.wait(until: "document.body?.innerText.includes('刚到的消息') === true")
            }
        }
    }

    @Test func theFirstPageWeighsLittle() async throws {
        try await withServer { served in
            for number in 1...60 {
                _ = try await served.store.publish([
                    draft(number, title: "全市第\(number)次工作会议召开，部署下一阶段的重点任务")
                ])
            }
            let bytes = try await blocking {
                let browser = try Browser()
                try browser.newPage()
                try browser.open("http://127.0.0.1:\(served.port)/")
                return try browser.transferred()
            }
            #expect((1000..<50_000).contains(bytes), "\(bytes)")
        }
    }

    @Test(
        "axe-core finds nothing to mend",
        .enabled(
            if: ProcessInfo.processInfo.environment["DIBAO_AXE"] != nil,
            "DIBAO_AXE names no axe.min.js (PyPI's axe-core-python has one)"), arguments: ["light", "dark"])
    func axe(_ scheme: String) async throws {
        let path = try #require(ProcessInfo.processInfo.environment["DIBAO_AXE"])
        let script = try String(contentsOfFile: path, encoding: .utf8)
        try await withRoom { served, browser in
            try browser.call(
                "Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": scheme]]])
            for page in Self.pages {
                try browser.open("http://127.0.0.1:\(served.port)\(page)")
                try browser.call("Runtime.evaluate", ["expression": script])
                let found = try browser.evaluate(
                    """
                    await axe.run().then((found) => [found.passes.length > 10, ...found.violations
                        .map((each) => each.id + ': ' + each.nodes.slice(0, 3)
                            .map((node) => node.html.slice(0, 120)).join(' | '))])
                    """)
                #expect(found == "[true]", "\(page) \(scheme)")
            }
        }
    }

    /// Texts of less contrast than WCAG 2.2 asks (1.4.3): 4.5, or 3 where they are large.
    private static let paleTexts = """
        (() => {
          const channels = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
          const luminance = (colour) => colour.slice(0, 3).map((value) => value / 255)
            .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
            .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
          const ground = (element) => {
            for (let each = element; each; each = each.parentElement) {
              const colour = channels(getComputedStyle(each).backgroundColor);
              if (colour.length === 3 || colour[3] > 0) return colour;
            }
            return [255, 255, 255];
          };
          const pale = [];
          let count = 0;
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || element.closest("svg, .unseen, .skip, script, option")) continue;
            count += 1;
            const style = getComputedStyle(element);
            const [light, dark] = [luminance(channels(style.color)), luminance(ground(element))].sort((a, b) => b - a);
            const size = parseFloat(style.fontSize);
            const isLarge = size >= 24 || size >= 18.66 && parseInt(style.fontWeight) >= 700;
            const contrast = (light + 0.05) / (dark + 0.05);
            if (contrast < (isLarge ? 3 : 4.5)) pale.push(contrast.toFixed(2) + " " + walker.currentNode.data.trim());
          }
          return [count > 10, ...pale];
        })()
        """
}
