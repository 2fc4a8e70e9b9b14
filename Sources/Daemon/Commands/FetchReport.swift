internal import Model

/// What a fetching command tells: results to the output, failures and progress to the errors, the status in the end.
actor FetchReport {
    private let console: Console
    private let total: Int?
    private var done = 0
    private var failed = 0
    private var calledOff = 0
    /// What every other page would meet too; the first one.
    private(set) var fatal: CommandFailure?

    /// - Parameter total: how many pages there will be; nil where nobody knows.
    init(console: Console, total: Int?) {
        self.console = console
        self.total = total
    }

    /// A page is done: prints what it gave.
    ///
    /// - Parameter separator: printed before it, unless it is the first.
    func finish(_ text: String, separator: String = "") {
        guard fatal == nil else { return }
        do throws(CommandFailure) {
            try console.print(done == 0 ? text : separator + text)
        } catch {
            fatal = error
        }
        done += 1
        showProgress()
    }

    /// A page failed: one line that says why.
    func fail(_ reason: String) {
        failed += 1
        console.say("dibao: \(oneLine(reason))")
        showProgress()
    }

    /// A page was not done because the work was called off.
    func callOff() { calledOff += 1 }

    /// What every other page would meet, too.
    func end(_ failure: WorkFailure) {
        switch failure {
        case .storage, .busy: fatal = fatal ?? CommandFailure(failure)
        case .cancelled: calledOff += 1
        }
    }

    /// Takes the progress away and says how it ended.
    ///
    /// - Throws: the fatal failure, if there was one.
    func close() throws(CommandFailure) -> ExitStatus {
        console.show(progress: "")
        if let fatal { throw fatal }
        if calledOff > 0 {
            console.say("dibao: stopped after \(done)\(total.map { " of \($0)" } ?? "") pages")
            return .tryAgain
        }
        return failed == 0 ? .done : .someFailed
    }

    private func showProgress() {
        let all = total.map { "/\($0)" } ?? ""
        console.show(progress: "\(done + failed)\(all) pages" + (failed == 0 ? "" : ", \(failed) failed"))
    }
}
