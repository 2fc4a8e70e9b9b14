internal import Model

/// What is known about a site, brought to one page of it: where to look for the article, and which lines to drop.
struct AppliedMemory {
    let knowledge: SiteKnowledge
    let tree: PageTree
    let blocks: BlockList

    /// Of the prose that the page's own opinion found, what the site's habitual element must hold to be preferred.
    private static let share: Float = 0.8
    /// Below so much prose an opinion is weak: a notice of a line, among lists that are longer.
    private static let weakProse: Float = 120

    /// The element in which the site keeps its articles, where this page has it and the page's own opinion is another.
    ///
    /// - Parameter prose: how much of it an element holds, in tokens.
    func container(insteadOf choice: ContainerChoice.Choice?, prose: (Int) -> Float) -> ContainerChoice.Choice? {
        let place = ElementPlace(tree: tree)
        switch knowledge {
        case .nothing: return nil
        case .record(let use):
            guard let container = use.container, let node = place.elements(named: container).first else { return nil }
            return learnt(node, prose: prose(node))
        case .memory(let memory):
            let settled = memory.settledContainers
            if settled.isEmpty || choice.map({ settled.contains(place.selector(of: $0.node)) }) == true { return nil }
            let found = settled.lazy.map { place.elements(named: $0) }.first { !$0.isEmpty }
            guard let found, found.count == 1, let node = found.first, node != choice?.node,
                !blocks.blocks(inside: tree.subtree(of: node)).isEmpty
            else { return nil }
            let held = prose(node)
            let best = choice?.prose ?? 0
            guard held >= best * AppliedMemory.share || best < AppliedMemory.weakProse else { return nil }
            return learnt(node, prose: held)
        }
    }

    private func learnt(_ node: Int, prose: Float) -> ContainerChoice.Choice {
        .init(node: node, opinion: .learnt, prose: prose, lines: blocks.blocks(inside: tree.subtree(of: node)))
    }

    /// Drops what the site repeats.
    ///
    /// - Parameters:
    ///   - bare: verdicts by the bare rules.
    ///   - choice: the element that holds the article; `learnt` where it was the site's other pages that named it.
    /// - Returns: also the article's lines before anything was dropped, where there is a memory to learn from them, and
    ///   what is to be recorded.
    func applied(
        to bare: [BlockVerdict], scores: [ProseScorer.Score], choice: ContainerChoice.Choice?,
        learnt: ContainerChoice.Choice?
    ) -> (verdicts: [BlockVerdict], seen: SeenLines?, use: MemoryUse) {
        guard let choice else { return (bare, nil, MemoryUse()) }
        var seen: SeenLines?
        if case .memory = knowledge {
            seen = SeenLines(blocks, tree: tree, scores: scores, verdicts: bare, container: choice.node)
        }
        var verdicts = bare
        dropRecurring(&verdicts, seen: seen, container: choice.node)
        let dropped = blocks.blocks.indices.filter { verdicts[$0].isRecurring }.map(blocks.string(of:))
        let use = MemoryUse(
            container: learnt.map { ElementPlace(tree: tree).selector(of: $0.node) },
            dropped: dropped.isEmpty ? nil : dropped)
        return (verdicts, seen, use)
    }

    private func dropRecurring(_ verdicts: inout [BlockVerdict], seen: SeenLines?, container: Int) {
        switch knowledge {
        case .nothing: return
        case .record(let use):
            let dropped = Set(use.dropped ?? [])
            guard !dropped.isEmpty else { return }
            for index in verdicts.indices where verdicts[index].isBody && dropped.contains(blocks.string(of: index)) {
                verdicts[index] = .recurs(pages: nil)
            }
        case .memory(let memory):
            guard let seen, let layout = memory.layout(in: ElementPlace(tree: tree).selector(of: container)) else {
                return
            }
            let chrome = RecurringLines(layout, seen.lines).chrome()
            let dropped = Set(chrome.map { seen.blocks[$0.line] })
            // What is dropped is recorded by its wording, which must not name a line that stays.
            let kept = Set(
                verdicts.indices.filter { verdicts[$0].isBody && !dropped.contains($0) }.map(blocks.string(of:)))
            for (line, sighting) in chrome where !kept.contains(blocks.string(of: seen.blocks[line])) {
                verdicts[seen.blocks[line]] = .recurs(pages: sighting.pages)
            }
        }
    }
}
