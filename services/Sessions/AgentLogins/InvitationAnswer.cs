namespace Chat.Sessions.AgentLogins;

/// <summary>An invitation, as REST shows it, once.</summary>
internal sealed record InvitationAnswer
{
    /// <summary>To be handed to the agent, who sets a password with it at `POST /v1/auth/invitations/accept`.</summary>
    public required string Token { get; init; }

    public required DateTime ExpiresAt { get; init; }
}
