/// A call as the record of a conversation tells it, with everything personal that one may hold.
struct CallRecord {
  let call: Call
  let synthetic: Synthetic
  private let line: SyntheticLine
  /// No event after this is told.
  private let until: Int

  /// A record as it stands at an instant, by default the organization's clock.
  init(_ call: Call, synthetic: Synthetic, until: Moment? = nil) {
    self.call = call
    self.synthetic = synthetic
    line = synthetic.lines[call.line]
    self.until = (until ?? synthetic.now).milliseconds
  }

  var isEnded: Bool { call.end <= until }
  var id: String { id(30) }

  private var seeds: (Int, Int) { (call.line * 1_000_000 + call.number, call.day) }
  private var outside: String { "tel:\(Canary.number(seeds))" }

  private func id(_ kind: Int) -> String {
    var chance = Chance(synthetic.options.seed, kind, call.line, call.day, call.number)
    return chance.uuid()
  }

  private func text(_ time: Int) -> String { Moment(milliseconds: time).text }

  func write(divisionID: String, withAttributes: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.member("conversationId", text: id)
      json.member("conversationStart", text: text(call.start))
      if isEnded { json.member("conversationEnd", text: text(call.end)) }
      json.member("divisionIds", texts: [divisionID])
      json.member("externalTag", text: Canary.text("tag", seeds))
      json.member(
        "originatingDirection", text: call.outcome == .dialed ? "outbound" : "inbound")
      json.member("participants") { json in
        json.array { json in
          for part in parts() where part.start <= until {
            write(part, withAttributes: withAttributes, &json)
          }
        }
      }
    }
  }

  private struct Segment {
    let type: String
    let start: Int
    let end: Int
  }

  private struct Part {
    let role: Call.Role
    let purpose: String
    let number: Int
    let segments: [Segment]
    var agent: Agent?

    var start: Int { segments.first?.start ?? 0 }
  }

  private func parts() -> [Part] {
    let customerStart = call.outcome == .dialed ? call.left : call.start
    var parts = [
      Part(
        role: .customer, purpose: call.outcome == .dialed ? "external" : "customer", number: 0,
        segments: [Segment(type: "interact", start: customerStart, end: call.disconnect)])
    ]
    if call.outcome != .dialed {
      parts.append(
        Part(
          role: .queue, purpose: "acd", number: 1,
          segments: [Segment(type: "interact", start: call.offered, end: call.left)]))
    }
    for (index, leg) in call.legs.enumerated() {
      let begin = call.begin(leg: index)
      var segments: [Segment] = []
      var time = begin
      let add = { (type: String, length: Int) in
        if length > 0 { segments.append(Segment(type: type, start: time, end: time + length)) }
        time += length
      }
      add("contacting", leg.contacting)
      add("dialing", leg.dialing)
      add("interact", leg.talk)
      add("hold", leg.held)
      add("wrapup", leg.acw)
      parts.append(
        Part(
          role: .agent(index), purpose: "agent", number: 2 + index, segments: segments,
          agent: synthetic.agents[leg.agent]))
    }
    return parts
  }

  private func write(_ part: Part, withAttributes: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.member("participantId", text: id(31 + part.number))
      json.member(
        "participantName",
        text: part.agent?.name
          ?? (part.role == .customer ? Canary.text("caller", seeds) : "Waiting queue"))
      json.member("purpose", text: part.purpose)
      if let agent = part.agent { json.member("userId", text: agent.id) }
      if withAttributes, part.role == .customer {
        json.member("attributes") { json in
          json.object { json in
            json.member("customerName", text: Canary.text("attribute", seeds))
            json.member("ringBack", text: Canary.number(seeds))
          }
        }
      }
      json.member("sessions") { json in
        json.array { writeSession(part, &$0) }
      }
    }
  }

  private func writeSession(_ part: Part, _ json: inout JSONWriter) {
    json.object { json in
      json.member("sessionId", text: id(41 + part.number))
      json.member("mediaType", text: line.mediaType)
      json.member("direction", text: line.direction)
      writeAddresses(&json)
      json.member("metrics") { json in
        json.array { writeMetrics(part.role, &$0) }
      }
      json.member("segments") { json in
        json.array { json in
          for segment in part.segments where segment.start <= until { write(segment, part, &json) }
        }
      }
    }
  }

  private func writeAddresses(_ json: inout JSONWriter) {
    if line.mediaType == "voice" || line.mediaType == "callback" {
      json.member("ani", text: outside)
      json.member("dnis", text: "tel:+442079460800")
    } else {
      json.member("addressTo", text: Canary.mail("service", (0, line.division)))
    }
    json.member("addressFrom", text: Canary.mail("address", seeds))
    json.member("remote", text: Canary.text("remote", seeds))
    json.member("remoteNameDisplayable", text: Canary.text("caller", seeds))
    if line.mediaType == "callback" {
      json.member("callbackNumbers", texts: [Canary.number(seeds)])
      json.member("callbackUserName", text: Canary.text("caller", seeds))
    }
  }

  private func writeMetrics(_ role: Call.Role, _ json: inout JSONWriter) {
    call.events(target: line.profile.target.milliseconds) { owner, measure, time, value in
      guard owner == role, time <= until else { return }
      json.object { json in
        json.member("emitDate", text: text(time))
        json.member("name", text: measure.name)
        json.member("value", integer: value)
      }
    }
  }

  private func write(_ segment: Segment, _ part: Part, _ json: inout JSONWriter) {
    json.object { json in
      json.member("segmentStart", text: text(segment.start))
      if segment.end <= until { json.member("segmentEnd", text: text(segment.end)) }
      json.member("segmentType", text: segment.type)
      json.member("queueId", text: line.queueID)
      json.member("conference", boolean: false)
      if segment.type == "wrapup" {
        json.member("wrapUpCode", text: "3b1c0000-0000-4000-8000-000000000601")
        json.member("wrapUpNote", text: Canary.note(seeds))
      }
      if line.mediaType == "email" { json.member("subject", text: Canary.text("subject", seeds)) }
    }
  }

  /// Writes the call as a single observation of what is in a queue now.
  func writeObservation(_ json: inout JSONWriter) {
    json.object { json in
      json.member("observationDate", text: text(call.left > until ? call.offered : call.left))
      json.member("conversationId", text: id)
      json.member("sessionId", text: id(42))
      json.member("participantName", text: Canary.text("caller", seeds))
      if call.left <= until, let leg = call.first {
        json.member("userId", text: synthetic.agents[leg.agent].id)
      }
      json.member("direction", text: line.direction)
      json.member("addressFrom", text: Canary.mail("address", seeds))
      json.member("ani", text: outside)
      json.member("dnis", text: "tel:+442079460800")
    }
  }
}
