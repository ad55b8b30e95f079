/// The pages of one list that were read, so that a list that goes in circles is found out.
struct PageTrail: Sendable {
  /// The token of each page that was read, or where it lies.
  private var places: Set<String>
  private var hadEmptyPage = false
  /// Pages that were added.
  private(set) var count = 0

  /// Begins with the page that this target brings.
  init(_ first: String) { places = [first] }

  /// The page that is being read.
  var name: String { "page \(count + 1)" }

  /// Refuses a next page that was read before, and a second page without anything on it.
  ///
  /// A list may have one empty page before its end, as where rows were filtered out.
  func check(isEmpty: Bool, next: String?) throws(FetchError) {
    guard let next else { return }
    guard !places.contains(next) else {
      throw FetchError(.contradiction("\(name) leads back to one that was read before"))
    }
    guard !isEmpty || !hadEmptyPage else {
      throw FetchError(.contradiction("\(name) is empty like one before, and not the last"))
    }
  }

  mutating func add(isEmpty: Bool, next: String?) {
    count += 1
    guard let next else { return }
    places.insert(next)
    if isEmpty { hadEmptyPage = true }
  }
}
