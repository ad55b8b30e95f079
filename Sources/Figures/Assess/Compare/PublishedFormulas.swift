extension ServiceLevelFormula {
  /// Every published way to form a service level, the platform's own with all its switches.
  ///
  /// With the abandons off the switch of short abandons changes nothing, so six settings remain.
  package static let published: [ServiceLevelFormula] =
    [
      .offered, .offeredLessShort, .answered, .answeredPlusAbandoned, .answeredPlusLateAbandoned,
      .abandonedInThresholdMet, .shortMet,
    ]
    + [false, true].flatMap { flowOuts in
      [(true, true), (false, true), (true, false)].map { short, abandons in
        .genesys(flowOuts: flowOuts, shortAbandons: short, abandons: abandons)
      }
    }

  /// The name under which contracts and files know it, with the switches that are not the default.
  package var code: String {
    switch self {
    case .offered: "offered"
    case .offeredLessShort: "offered_less_short"
    case .answered: "answered"
    case .answeredPlusAbandoned: "answered_plus_abandoned"
    case .answeredPlusLateAbandoned: "answered_plus_late_abandoned"
    case .abandonedInThresholdMet: "abandoned_in_t_met"
    case .shortMet: "short_met"
    case .genesys(let flowOuts, let shortAbandons, let abandons):
      "genesys" + (flowOuts ? "_with_flow_outs" : "")
        + (abandons ? shortAbandons ? "" : "_without_short_abandons" : "_without_abandons")
    }
  }

  /// Who publishes it, in a few words.
  package var publishers: String {
    switch self {
    case .offered: "plain reading of “of all offered”"
    case .offeredLessShort: "common in contracts, similar to RingCentral"
    case .answered: "ICMI no. 2, NHS 111"
    case .answeredPlusAbandoned: "ICMI no. 3, Cisco “abandoned negatively impact”"
    case .answeredPlusLateAbandoned: "ICMI no. 4, Cisco “abandoned ignored”, Bright Pattern"
    case .abandonedInThresholdMet: "ICMI no. 1, Cisco “abandoned positively impact”"
    case .shortMet: "ICMI no. 5"
    case .genesys(let flowOuts, let shortAbandons, let abandons):
      "Genesys Cloud: " + (flowOuts ? "flow-outs on" : "flow-outs off")
        + (abandons ? shortAbandons ? "" : ", short abandons off" : ", abandons off")
        + (self == .genesys(flowOuts: false, shortAbandons: true, abandons: true)
          ? ", the default" : "")
    }
  }
}
