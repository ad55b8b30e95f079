/// A page of records as the synchronous query answers it.
///
/// It is as careless as the published one is said to be: the number of hits is a guess, some pages
/// are short, some repeat the last conversations of the page before, and the end is a page without
/// the member `conversations`. Nothing is lost, and the same page is always the same.
struct RecordPage {
  let search: RecordSearch
  let size: Int
  let number: Int

  /// How many conversations a page repeats, and how many it lacks.
  private func flaws(_ page: Int) -> (repeated: Int, missing: Int) {
    guard size >= 8 else { return (0, 0) }
    var chance = Chance(50, search.places.count, size, page)
    let repeated = page > 1 && chance.happens(400) ? 1 + chance.below(2) : 0
    return (repeated, chance.happens(250) ? 1 + chance.below(3) : 0)
  }

  var places: ArraySlice<RecordSearch.Place> {
    var start = 0
    for page in 1..<max(number, 1) {
      let flaws = flaws(page)
      start += size - flaws.repeated - flaws.missing
      guard start < search.places.count else { return [] }
    }
    let flaws = flaws(number)
    let end = min(search.places.count, start + size - flaws.repeated - flaws.missing)
    guard start < end else { return [] }
    return search.places[max(0, start - flaws.repeated)..<end]
  }

  /// The hits give or take three in a hundred, and never exactly.
  var totalHits: Int {
    var chance = Chance(51, search.places.count, number)
    let slack = search.places.count / 33 + 1
    let count = search.places.count + (chance.happens(500) ? 1 : -1) * (1 + chance.below(slack))
    return max(count, search.places.isEmpty ? 0 : 1)
  }

  func write(_ organization: Organization, _ synthetic: Synthetic, _ json: inout JSONWriter) {
    json.object { json in
      if !places.isEmpty {
        json.member("conversations") { json in
          json.array { json in
            for place in places {
              organization.write(place, synthetic, withAttributes: false, &json)
            }
          }
        }
      }
      json.member("totalHits", integer: totalHits)
    }
  }
}

extension Organization {
  func write(
    _ place: RecordSearch.Place, _ synthetic: Synthetic, until: Moment? = nil,
    withAttributes: Bool, _ json: inout JSONWriter
  ) {
    guard let call = synthetic.call(at: place) else { return }
    CallRecord(call, synthetic: synthetic, until: until).write(
      divisionID: divisions[synthetic.lines[place.line].division].id,
      withAttributes: withAttributes, &json)
  }
}
