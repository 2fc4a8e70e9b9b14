import PropertyTesting
import Testing

@testable import Extraction

@Suite struct MarkupPropertyTests {
    @Test func everyTreeIsATree() async {
        await checkProperty(count: 4000, generate: { Array($0.markup().utf8) }) { page in
            let tree = PageTree(parsing: page)
            for node in tree.indices {
                let parent = Int(tree.nodes[node].parent)
                guard node > parent, Int(tree.nodes[node].end) > node, Int(tree.nodes[node].end) <= tree.nodes.count
                else {
                    return "node \(node)"
                }
                if parent >= 0, !tree.isInside(node, parent) { return "node \(node) is outside its parent" }
                if tree.ancestors(of: node).reduce(0, { count, _ in count + 1 })
                    != (node == 0 ? 0 : tree.nodes[node].depth)
                {
                    return "the ancestors of \(node)"
                }
            }
            return CharsetDecoder.isValidUTF8(tree.text[...]) ? nil : "text that is no UTF-8"
        }
    }

    @Test func everyPieceOfMarkupIsReadAsLines() async {
        await checkProperty(count: 4000, generate: { $0.markup() }) { page in
            let tree = PageTree(parsing: Array(page.utf8))
            let blocks = BlockReader.read(tree).withoutGlosses()
            for index in blocks.blocks.indices {
                let bytes = blocks.bytes(of: blocks.blocks[index])
                if bytes.isEmpty || !CharsetDecoder.isValidUTF8(bytes) { return "line \(index)" }
                if blocks.blocks[index].linkTokens > blocks.blocks[index].tokens { return "tokens of line \(index)" }
                _ = InlineSegments.text(of: index, in: blocks, tree)
            }
            var numbers = ListNumbers(tree: tree)
            for index in blocks.blocks.indices { _ = numbers.numbered(blocks.string(of: index), blocks.blocks[index]) }
            return nil
        }
    }

    @Test func referencesResolveToUTF8() async {
        await checkProperty(generate: { choices in
            let words = ["&", "&#", "&#x", ";", "amp", "nbsp", "lt", "&amp;", "&#20013;", "x", "甲", "&apos;"]
            return Array(choices.array(0...16) { $0.oneIn(3) ? $0.numeral() : $0.word(of: words) }.joined().utf8)
        }) { bytes in
            var text: [UInt8] = []
            bytes.withUnsafeBufferPointer { CharacterReference.resolve($0, into: &text) }
            return CharsetDecoder.isValidUTF8(text[...]) && text.count <= bytes.count ? nil : "\(text)"
        }
    }

    @Test func everyScriptHasItsLiterals() async {
        await checkProperty(generate: { choices in
            let words = [
                "\"", "'", "`", "\\", "u", "4e2d", "x41", ":", "=", ",", "//", "/*", "*/", "\n", "var a", "{", "甲", "0",
            ]
            return Array(choices.array(0...30) { $0.oneIn(6) ? $0.numeral() : $0.word(of: words) }.joined().utf8)
        }) { script in
            let literals = ScriptStrings(script[...]).literals
            if literals.reduce(0, { $0 + $1.value.utf8.count }) > script.count * 3 { return "\(literals)" }
            if let text = ScriptText(script[...]) {
                _ = text.arguments(of: "a")
                _ = text.number(assignedTo: "a")
            }
            return nil
        }
    }

    @Test func dataOfScriptsBecomesMarkup() async {
        await checkProperty(
            count: 2000,
            generate: { choices in
                let text = String(repeating: "会议要求，各镇要抓紧。", count: choices.int(0...30))
                let piece = choices.pick([
                    "<script>var content=\"", "<textarea>", "<template>", "<script type=text/template><p>",
                ])
                return
                    "\(choices.markup(0...8))\(piece)\(text)\(choices.markup(0...8))\(choices.pick(["\"</script>", "</textarea>", ""]))"
            }
        ) { page in
            let data = ScriptedBody.markup(in: PageTree(parsing: Array(page.utf8)), shown: (0, 0))
            return data.map { CharsetDecoder.isValidUTF8($0[...]) } == false ? "data that is no UTF-8" : nil
        }
    }

    @Test func spansOfAnySizeAreBounded() async {
        await checkProperty(count: 2000) { choices in
            choices.array(0...12) { choices in
                "<tr>"
                    + choices.array(0...6) {
                        "<td rowspan='\($0.numeral())' colspan='\($0.numeral())'>\($0.text(0...3))</td>"
                    }
                    .joined()
            }.joined()
        } claim: { rows in
            let size = lines("<table>\(rows)</table>").reduce(0) { $0 + $1.utf8.count }
            return size < 2_000_000 ? nil : "\(size) bytes"
        }
    }

    @Test func listsCountWithAnyNumbers() async {
        await checkProperty(count: 3000) { choices in
            let start = choices.numeral()
            let items = choices.array(1...6) {
                "<li value='\($0.numeral())' type='\($0.pick(["", "a", "I", "i", "1"]))'>会议要求，抓紧。"
            }
            return
                "<ol start='\(start)' \(choices.pick(["", "reversed", "type=A"])) style='list-style:\(choices.pick(["", "cjk-decimal"]))'>"
                + items.joined() + "</ol>"
        } claim: { list in
            let tree = PageTree(parsing: Array(list.utf8))
            let blocks = BlockReader.read(tree)
            var numbers = ListNumbers(tree: tree)
            let written = blocks.blocks.indices.map { numbers.numbered(blocks.string(of: $0), blocks.blocks[$0]) }
            return written.allSatisfy { $0.hasSuffix("会议要求，抓紧。") } ? nil : "\(written)"
        }
        await checkProperty(generate: { $0.int(.min ... .max) }) { number in
            let styles: [ListStyle] = [
                .decimal, .paddedDecimal, .lowerLetters, .upperRoman, .chinese, .lowerRoman, .upperLetters,
            ]
            return styles.allSatisfy { $0.label(number)?.isEmpty == false } ? nil : "no label"
        }
    }
}
