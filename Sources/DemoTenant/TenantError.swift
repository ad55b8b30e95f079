/// Why a demo organization did not start.
package enum TenantError: Error, Hashable {
  case portInUse(UInt16)
  case notListening(port: UInt16, errno: Int32)
  case unknownRecording(String, known: [String])
  case badFault(String)
  case cannotLog(String)
}

extension TenantError: CustomStringConvertible {
  /// What happened and what to do about it, in one line.
  package var description: String {
    switch self {
    case .portInUse(let port):
      "port \(port) of 127.0.0.1 is in use: stop what listens there, or take port 0 for any free one"
    case .notListening(let port, let errno):
      "cannot listen on port \(port) of 127.0.0.1 (system error \(errno)): "
        + "take a port above 1023, or port 0 for any free one"
    case .unknownRecording(let name, let known):
      "there is no recording '\(name)': take one of \(known.joined(separator: ", "))"
    case .badFault(let text):
      "'\(text)' is not a fault: write \(FaultPlan.grammar)"
    case .cannotLog(let path):
      "the log \(path) cannot be written: take a file in a folder that is there and may be written"
    }
  }
}
