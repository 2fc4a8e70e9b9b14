import Model
import Testing

@testable import Extraction

@Suite struct ScriptRecognitionTests {
    @Test(arguments: [
        (["全市春耕生产工作会议召开"], Script.hans), (["全市春耕生產工作會議召開"], .hant), (["The council met on Monday."], .other),
        ([], .other),
        (["2023-02-15"], .other), (["县长会见 Microsoft 公司代表 Bill Gates 一行"], .hans), (["大人山水"], .hans),
        (["12.5%", "东镇"], .hans),
    ])
    func scriptsAreTold(lines: [String], script: Script) {
        #expect(ScriptRecognition.script(of: lines) == script)
    }
}
