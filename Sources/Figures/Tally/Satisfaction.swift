/// The answers of a survey by score.
package struct Satisfaction: Sendable, Hashable {
  package let answers: [Int: Int]
  /// The lowest score that counts as satisfied.
  package let satisfiedFrom: Int
  package let invited: Int

  package init(answers: [Int: Int], satisfiedFrom: Int, invited: Int) {
    self.answers = answers
    self.satisfiedFrom = satisfiedFrom
    self.invited = invited
  }

  package var responses: Int { answers.values.reduce(0, +) }

  /// Satisfied answers over answers.
  package var satisfied: Outcome {
    let satisfied = answers.reduce(0) { $0 + ($1.key >= satisfiedFrom ? $1.value : 0) }
    return Outcome(satisfied, over: responses, traffic: false)
  }

  package var meanScore: Outcome {
    Outcome(answers.reduce(0) { $0 + $1.key * $1.value }, over: responses, traffic: false)
  }

  /// Answers over invitations.
  package var responseRate: Outcome { Outcome(responses, over: invited, traffic: false) }
}
