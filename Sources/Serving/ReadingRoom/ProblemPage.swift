internal import Hummingbird
internal import Model

/// What is wrong, for whoever reads it: a page for a browser, a problem document for a program.
struct ProblemPage: Sendable {
    let now: @Sendable () -> Timestamp

    func reply(to problem: Problem, _ request: Request) -> Reply {
        guard Conditions.prefersHTML(request.headers) else { return problem.reply }
        // What is wrong may be the query itself.
        let asked = (try? ValidatedRequest.pairs(request.uri.query ?? "")) ?? []
        let parameter = Language.parameter
        let chosen = asked.last { $0.0 == parameter.declaration.name }.flatMap { Language(rawValue: $0.1) }
        let language =
            chosen
            ?? Language(cookies: request.headers[values: .cookie], accepted: request.headers[values: .acceptLanguage])
        let reader = Reader(
            language: language, path: request.uri.path,
            query: asked.filter { $0.0 != parameter.declaration.name }.map { (name: $0.0, value: $0.1) }, now: now())
        var reply = Reply.page(PageFrame.document(page(problem, reader), reader).html)
        reply.status = problem.status
        reply.caching = .never
        reply.headers += problem.headers
        reply.headers.append(("Content-Language", language.tag))
        return reply
    }

    private func page(_ problem: Problem, _ reader: Reader) -> RoomPage {
        let title =
            problem.status == 404
            ? reader.words("没有这一页", "Nothing here") : reader.words("无法显示", "This cannot be shown")
        return RoomPage(
            title: title,
            content: """
                <h1>\(title)</h1><p>\(words(for: problem, reader))</p>
                <p><a href="/">\(reader.words("回到今日", "Back to today"))</a></p>
                """)
    }

    /// What is wrong; the pages' own problems say it in the reader's language already.
    private func words(for problem: Problem, _ reader: Reader) -> String {
        guard reader.language == .chinese else { return problem.detail }
        return switch problem.code {
        case "bad-parameter", "unknown-parameter", "missing-parameter", "bad-query": "地址中的参数有误：\(problem.detail)"
        case "target-too-long": "地址过长。"
        case "search-too-slow": "检索时间过长，请用更少见的词语，或限定日期、来源。"
        case "too-many-requests": "请求过于频繁，请稍后再试。"
        case "token-needed": "需要口令：用户名任意，密码为配置中的 http.token。"
        case "too-many-connections": "连接已满，请稍后再试。"
        case "bad-host": "请求的 Host 无效。"
        case "unknown-host": "本服务器不叫这个名字；可在配置的 http.names 中添加。"
        case "busy": "服务器繁忙或即将关闭，请稍后再试。"
        case "internal-error": "服务器出错，原因见日志。"
        default: problem == .noSuchPage ? "这个地址没有内容。" : problem.detail
        }
    }
}
