/// The order of work of one fetch: what waits, what runs, what is finished but not yet delivered.
struct FetchQueue<Query: SplittableQuery, Answer: Sendable> {
  /// A query and its place: the number of the planned one, then of each part it came from.
  struct Job: Sendable {
    let query: Query
    let place: [Int]
  }

  /// Waiting jobs, the next one last.
  private var waiting: [Job]
  private var runningPlaces: [[Int]] = []
  private var finished: [(place: [Int], answer: Answer)] = []
  /// The largest number of cells that may still be asked for; a refusal lowers it.
  private(set) var ceiling = Int.max

  init(_ queries: [Query]) {
    waiting = queries.enumerated().map { Job(query: $1, place: [$0]) }.reversed()
  }

  var running: Int { runningPlaces.count }

  var isDone: Bool { waiting.isEmpty && runningPlaces.isEmpty }

  /// The next job to start, cut down to the size that was accepted.
  ///
  /// Nothing starts while many answers wait for an earlier one, so that memory stays bounded.
  mutating func next() -> Job? {
    guard finished.count < 16 || runningPlaces.isEmpty, var job = waiting.popLast() else {
      return nil
    }
    while job.query.cells > ceiling, let parts = job.query.split() {
      job = replace(job, by: parts)
    }
    runningPlaces.append(job.place)
    return job
  }

  mutating func finish(_ job: Job, with answer: Answer) {
    runningPlaces.removeAll { $0 == job.place }
    finished.append((job.place, answer))
  }

  /// Puts the parts of a refused job in its place; throws when it has none.
  mutating func split(_ job: Job, because error: FetchError) throws(FetchError) {
    runningPlaces.removeAll { $0 == job.place }
    guard let parts = job.query.split() else { throw error }
    ceiling = min(ceiling, parts.map(\.cells).max() ?? ceiling)
    let first = replace(job, by: parts)
    waiting.append(first)
  }

  /// The next answer in order, once nothing before it is open.
  mutating func deliverable() -> Answer? {
    guard let index = finished.indices.min(by: { before(finished[$0].place, finished[$1].place) })
    else { return nil }
    let place = finished[index].place
    let isNext =
      !runningPlaces.contains { before($0, place) }
      && !waiting.contains { before($0.place, place) }
    return isNext ? finished.remove(at: index).answer : nil
  }

  /// Everything that is finished, in order.
  mutating func leftovers() -> [Answer] {
    defer { finished = [] }
    return finished.sorted { before($0.place, $1.place) }.map(\.answer)
  }

  /// Lets the later parts wait and gives back the first.
  private mutating func replace(_ job: Job, by parts: [Query]) -> Job {
    let jobs = parts.enumerated().map { Job(query: $1, place: job.place + [$0]) }
    // The later parts come right after the first: before everything that already waits.
    waiting.append(contentsOf: jobs.dropFirst().reversed())
    return jobs[0]
  }

  private func before(_ left: [Int], _ right: [Int]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
