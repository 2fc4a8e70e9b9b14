internal import Model

/// One exchange with one address, without redirects: what the engine works on.
struct RedirectStep: Sendable {
    let address: WebAddress
    let headers: [HeaderField]
    /// In libcurl's own form, lines of the Netscape cookie file.
    let cookies: [String]
    let timeout: Duration
    /// What is posted; nil gets.
    var body: [UInt8]?
    /// So many bytes of the answer are enough; nil wants all.
    var firstBytes: Int?
}

/// How a hop ended.
struct RedirectResult: Sendable {
    let response: Response
    /// All cookies known after the hop, in the form of `RedirectStep.cookies`.
    let cookies: [String]
}
