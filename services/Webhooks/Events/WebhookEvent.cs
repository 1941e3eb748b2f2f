namespace Chat.Webhooks.Events;

/// <summary>A domain event as it goes to the endpoints of its tenant.</summary>
internal sealed record WebhookEvent
{
    /// <summary>The domain event's id; the header <c>webhook-id</c>.</summary>
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The conversation or customer it belongs to: attempts are ordered within it. Empty: it stands alone.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Its place within that.</summary>
    public required long Sequence { get; init; }

    /// <summary>JSON in UTF-8; the same bytes in every attempt.</summary>
    public required byte[] Body { get; init; }

    /// <summary>W3C trace parent of whatever caused the event; null when nothing was traced.</summary>
    public string? TraceParent { get; init; }
}
