using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.BusinessHours;

/// <summary>Where a customer wants to talk, in a new conversation or in one that is there.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Author">The customer.</param>
internal sealed record Opening(Principal Principal, Author Author)
{
    /// <summary>That one; null: another.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>Without an id: the one of this name, if there is one; empty for none.</summary>
    public string ExternalId { get; init; } = "";

    /// <summary>Rather than a new one: the customer's live one, where the tenant wants one of each.</summary>
    public bool ReuseLive { get; init; }
}
