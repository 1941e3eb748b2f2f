namespace Chat.Sessions.CannedResponses;

/// <summary>Body of `POST /v1/canned-responses/{id}/render`.</summary>
internal sealed record RenderBody
{
    /// <summary>Where it will be sent.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>What else is known, by variable; at most 50 of at most 500 UTF-16 units.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }
}
