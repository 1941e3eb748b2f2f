namespace Chat.Sessions.Leads;

/// <summary>Where a lead was captured: a message answered again brings the same visitor with other words.</summary>
/// <param name="MessageId">The message that was answered.</param>
/// <param name="ReplyId">The reply that captured.</param>
internal sealed record LeadOrigin(Guid MessageId, Guid ReplyId);
