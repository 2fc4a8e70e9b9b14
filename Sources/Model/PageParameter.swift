/// The parameters by which the addresses of lists count their pages.
package enum PageParameter {
    /// In lower case.
    package static let names: Set = [
        "page", "pageno", "pagenum", "pageindex", "currentpage", "pagenumber", "curpage", "current", "pageid", "pn",
    ]
}
