using System.Globalization;

namespace Chat.Inference.Tools;

/// <summary>Where tools are called: one reply.</summary>
/// <param name="TenantId">Whose tools.</param>
/// <param name="ConversationId">The reply's conversation.</param>
/// <param name="ReplyId">The reply.</param>
/// <param name="LeadSource">Source of leads that this reply captures; empty: the configured one.</param>
internal readonly record struct ToolScope(Guid TenantId, string ConversationId, string ReplyId, string LeadSource)
{
    /// <summary>The message that is answered.</summary>
    public required string MessageId { get; init; }

    /// <summary>
    /// Tells the calls of one reply apart, for example <c>1.2</c>. Not the provider's id: some servers count anew in
    /// each round, or give none.
    /// </summary>
    public static string CallId(int round, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{round}.{place + 1}");
}
