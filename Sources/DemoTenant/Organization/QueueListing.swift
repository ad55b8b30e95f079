/// The list of queues, by name and id.
struct QueueListing {
  private let queues: [Queue]
  private let paging: Paging
  private let query: String

  init(_ request: Request, organization: Organization) throws(Refusal) {
    let name = request.parameter("name")
    let ids = request.parameters("id")
    paging = try Paging(request)
    queues = organization.queues.filter { queue in
      (ids.isEmpty || ids.contains(queue.id))
        && (name.map { Self.matches(queue.name, pattern: $0) } ?? true)
    }
    query =
      (name.map { "&name=\(PercentText.encode($0))" } ?? "")
      + ids.map { "&id=\(PercentText.encode($0))" }.joined()
  }

  /// Whether a name is the pattern, where an asterisk at either end stands for any text.
  static func matches(_ name: String, pattern: String) -> Bool {
    let isOpenStart = pattern.hasPrefix("*")
    let isOpenEnd = pattern.count > 1 && pattern.hasSuffix("*")
    let core = String(pattern.dropFirst(isOpenStart ? 1 : 0).dropLast(isOpenEnd ? 1 : 0))
    switch (isOpenStart, isOpenEnd) {
    case (false, false): return name == core
    case (true, false): return name.hasSuffix(core)
    case (false, true): return name.hasPrefix(core)
    case (true, true): return core.isEmpty || name.contains(core)
    }
  }

  func write(_ organization: Organization, _ json: inout JSONWriter) {
    let path = "/api/v2/routing/queues"
    paging.write(queues, path: path, query: query, &json) { queue, json in
      json.object { json in
        json.member("id", text: queue.id)
        json.member("name", text: queue.name)
        json.member("division") { json in
          json.object { json in
            json.member("id", text: organization.division(of: queue).id)
            json.member("name", text: organization.division(of: queue).name)
          }
        }
        if let count = queue.memberCount { json.member("memberCount", integer: count) }
        json.member("mediaSettings") { writeMedia(of: queue, &$0) }
        json.member("selfUri", text: "\(path)/\(queue.id)")
      }
    }
  }

  /// Writes the target of each medium; a medium that goes in and out has one.
  private func writeMedia(of queue: Queue, _ json: inout JSONWriter) {
    var media: [(name: String, target: Target)] = []
    for line in queue.lines where !media.contains(where: { $0.name == line.mediaType }) {
      media.append((line.mediaType, line.target))
    }
    json.object { json in
      for (name, target) in media.sorted(by: { $0.name < $1.name }) {
        json.member(name == "voice" ? "call" : name) { json in
          json.object { json in
            json.member("serviceLevel") { json in
              json.object { json in
                json.member("percentage") { $0.number(target.text) }
                json.member("durationMs", integer: target.milliseconds)
              }
            }
          }
        }
      }
    }
  }
}

extension PercentText {
  /// The text as the value of a query parameter.
  static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
