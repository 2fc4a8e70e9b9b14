/// The pages for people.
///
/// A page is an `Endpoint` like any other: its address, what may be asked, and a closure from `Inquiry` to `Reply`
/// (`Reply.page` sets the Content-Security-Policy; style sheets and scripts are endpoints of their own). It asks
/// `Holdings` for what it shows; a question to the database that is not there yet goes into `Catalogue`.
struct ReadingRoom: Sendable {
    let holdings: Holdings

    var pages: [Endpoint] {
        [
            Endpoint("/", "The reading room.", mediaType: "text/html") { _ in
                .page(
                    """
                    <!doctype html>
                    <html lang="en"><meta charset="utf-8"><title>dibao</title>
                    <h1>邸报 dibao</h1>
                    <ul>
                    <li><a href="/api/v1/events">events</a>
                    <li><a href="/api/v1/sources">sources</a>
                    </ul>
                    </html>

                    """)
            }
        ]
    }
}
