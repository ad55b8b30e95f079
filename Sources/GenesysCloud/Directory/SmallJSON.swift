import FoundationEssentials

/// Reads the short answers: lists, the organization, grants.
enum SmallJSON {
  static func read<Value: Decodable>(
    _ type: Value.Type, from response: Response
  ) throws(FetchError) -> Value {
    guard response.status == 200 else {
      throw FetchError(.unreadable("status \(response.status) brings no result"))
    }
    do {
      return try JSONDecoder().decode(type, from: Data(response.body))
    } catch let error as DecodingError {
      throw FetchError(.unreadable(text(of: error)))
    } catch {
      throw FetchError(.unreadable("it is no JSON"))
    }
  }

  /// The place of a fault, without any of the values.
  private static func text(of error: DecodingError) -> String {
    func path(_ context: DecodingError.Context, _ last: String? = nil) -> String {
      (context.codingPath.map(\.stringValue) + [last].compactMap(\.self)).joined(separator: ".")
    }
    return switch error {
    case .keyNotFound(let key, let context): "'\(path(context, key.stringValue))' is missing"
    case .typeMismatch(_, let context): "'\(path(context))' is of the wrong kind"
    case .valueNotFound(_, let context): "'\(path(context))' is null"
    default: "it is no JSON"
    }
  }
}
