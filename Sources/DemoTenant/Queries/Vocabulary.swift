/// The names that the published API has for metrics and dimensions, recorded here or not.
enum Vocabulary {
  /// Metrics of conversation aggregates.
  static let metrics = words(
    """
    nBlindTransferred nBotInteractions nCallbackAttempts nCallbackOverSla nCallbackScheduled
    nCfcOffered nCobrowseSessions nConnected nConsult nConsultTransferred nConversations nError
    nOffered nOutbound nOutboundAbandoned nOutboundAttempted nOutboundConnected nOverSla
    nStateTransitionError nTakeover nTransferred oAudioMessageCount oCallbackServiceLevel
    oExternalAudioMessageCount oExternalMediaCount oMediaCount oMessageCount
    oMessageSegmentCount oMessageTurn oServiceLevel oServiceTarget oSkillExpressionApplications
    tAbandon tAcd tActiveCallback tActiveCallbackComplete tAcw tAgentResponseTime
    tAgentVideoConnected tAlert tAnswered tAverageAgentResponseTime tAverageCustomerResponseTime
    tBarging tCallbackAbandon tCallbackConnect tCallbackNotReached tCallbackVirtualWait
    tCfcAbandon tCfcAcd tCfcAnswered tCfcFlowOut tCoaching tCoachingComplete tConnected
    tContacting tDialing tFirstConnect tFirstDial tFirstEngagement tFirstResponse tFlowOut
    tHandle tHeld tHeldComplete tIvr tMonitoring tMonitoringComplete tNotResponding tPark
    tParkComplete tScreenMonitoring tShortAbandon tSnippetRecord tTalk tTalkComplete
    tTransmitting tUserResponseTime tVoicemail tWait nAgentDeclined nAlertExpired
    """)

  /// Dimensions of conversation aggregates, for groups and for filters.
  static let dimensions = words(
    """
    activeRouting activeSkillId addressFrom addressTo agentAssistantId agentBullseyeRing
    agentOwned agentRank agentScore ani assignerId authenticated conversationId
    conversationInitiator convertedFrom convertedTo customerParticipation deliveryStatus
    destinationAddress direction disconnectType divisionId dnis edgeId eligibleAgentCount
    errorCode extendedDeliveryStatus externalContactId externalMediaCount externalOrganizationId
    externalTag firstQueue flaggedReason flowInType flowOutType groupId interactionType
    journeyActionId journeyActionMapId journeyActionMapVersion journeyCustomerId
    journeyCustomerIdType journeyCustomerSessionId journeyCustomerSessionIdType knowledgeBaseId
    mediaCount mediaType messageType originatingDirection originatingSocialMediaPublic
    outboundCampaignId outboundContactId outboundContactListId participantName peerId
    proposedAgentId provider purpose queueId remote removedSkillId requestedLanguageId
    requestedRouting requestedRoutingSkillId roomId routingPriority routingRing routingRule
    routingRuleType scoredAgentId selectedAgentId selectedAgentRank selfServed sessionDnis
    sessionId skillExpressionId stationId teamId usedRouting userId videoPresent
    waitingInteractionCount wrapUpCode canonicalExternalContactId
    """)

  /// Metrics of queue observations.
  static let observations = words(
    """
    oActiveUsers oAlerting oInteracting oLongestInteracting oLongestWaiting oMemberUsers
    oOffQueueUsers oOnQueueUsers oUserPresences oUserRoutingStatuses oWaiting
    """)

  /// Metrics of user aggregates.
  static let userMetrics = words("tAgentRoutingStatus tOrganizationPresence tSystemPresence")

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
