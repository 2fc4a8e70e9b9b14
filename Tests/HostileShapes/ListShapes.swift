/// Lists in JSON, as sites serve them for their scripts.
extension HostileShape {
    package static let json: [HostileShape] = [
        .init("items", head: #"{"data":{"list":["#, tail: "{}]}}") {
            #"{"title":"通知\#($0)","url":"/a/\#($0).html","publish_time":"2024-01-02 08:00"},"#
        },
        .init("lists of one item", head: "[", tail: "0]") { #"[{"title":"通知","url":"/\#($0).html"}],"# },
        .init("lists by key", head: "{", tail: #""z":0}"#) { #""k\#($0)":[{"title":"甲","url":"/\#($0)"}],"# },
        .init("one item with keys", head: #"[{"title":"甲","url":"/a","#, tail: #""z":0}]"#) {
            #""time\#($0)":\#($0),"#
        },
        .init("addresses in one item", head: #"[{"title":"甲","#, tail: #""z":0}]"#) { #""\#($0)url":"/a/\#($0)","# },
        .init("the same key", head: #"[{"title":"甲","#, tail: #""z":0}]"#) { #""url":"/a/\#($0)","# },
        .init("nested lists", opening: "[", inside: "0", closing: "]"),
        .init("nested objects", opening: #"{"a":"#, inside: "0", closing: "}"),
        .init("lists never closed") { _ in "[" },
        .init("one title", head: #"[{"url":"/a","title":""#, tail: #""}]"#) { _ in "甲" },
        .init("one address", head: #"[{"title":"甲","url":"/"#, tail: #""}]"#) { _ in "a/" },
        .init("dots in an address", head: #"[{"title":"甲","url":"/"#, tail: #""}]"#) { _ in "a/../" },
        .init("escapes", head: #"[{"url":"/a","title":""#, tail: #""}]"#) { _ in #"\u7532\n"# },
        .init("half escapes", head: #"[{"url":"/a","title":""#, tail: #""}]"#) { _ in #"\ud83d"# },
        .init("one number", head: #"[{"title":"甲","url":"/a","time":"#, tail: "}]") { _ in "9" },
        .init("digits of a date", head: #"[{"title":"甲","url":"/a","time":""#, tail: #""}]"#) { _ in "2024-" },
        .init("numbers", head: "[", tail: "0]") { "\($0)e\($0 % 400)," },
        .init("blanks", tail: "[]") { _ in " \n" },
        .init("a call", head: "f(", tail: ");") { _ in "(" },
        .init("a name") { _ in "a" },
        .init("copies of one item", head: "[", tail: "0]") { _ in #"{"title":"甲","url":"/a.html"},"# },
    ]
}
