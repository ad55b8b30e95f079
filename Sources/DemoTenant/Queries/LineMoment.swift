/// What is on a line at the organization's clock.
struct LineMoment {
  var waiting = 0
  /// How long the call that waits longest has waited, in milliseconds; 0 when none waits.
  var longestWait = 0
  var interacting = 0
  /// How long the longest interaction has lasted, in milliseconds.
  var longestInteraction = 0
  /// The calls that wait and those that agents talk in; none where they were only counted.
  var calls: (waiting: [Call], interacting: [Call]) = ([], [])
}

extension Organization {
  /// What is on a line now: recorded, or counted from the calls that have begun and not ended.
  func moment(of line: Line) -> LineMoment {
    guard let synthetic else {
      return LineMoment(
        waiting: line.queue.waiting, longestWait: line.queue.longestWaitSeconds * 1000,
        interacting: line.queue.interacting)
    }
    var moment = LineMoment()
    let time = now.milliseconds
    let instant = now..<Moment(milliseconds: time + 1)
    synthetic.forEachCall(line.channel.place, in: instant) { call in
      if call.offered <= time, call.left > time {
        moment.waiting += 1
        moment.longestWait = max(moment.longestWait, time - call.offered)
        moment.calls.waiting.append(call)
      } else if call.left <= time, call.disconnect > time, call.first != nil {
        moment.interacting += 1
        moment.longestInteraction = max(moment.longestInteraction, time - call.left)
        moment.calls.interacting.append(call)
      }
    }
    return moment
  }
}
