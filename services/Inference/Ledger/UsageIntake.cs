using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Google.Protobuf.Reflection;

namespace Chat.Inference.Ledger;

/// <summary>
/// Books the usage that stands on replies' messages: all of a batch in one statement. An event comes until its booking is
/// durable, so neither a crash nor a database that is away costs one; a second booking of the same reply does nothing.
/// </summary>
internal sealed class UsageIntake(UsageLedger ledger)
{
    /// <summary>What it wants of the bus.</summary>
    public static IReadOnlyCollection<MessageDescriptor> Events { get; } = [MessagePosted.Descriptor];

    /// <summary>Books what is among the events.</summary>
    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var records = new List<UsageRecord>();
        foreach (var received in events)
        {
            if (received.Message is MessagePosted { Message.Usage: not null } posted)
            {
                records.Add(ToRecord(posted));
            }
        }

        return records.Count > 0 ? ledger.RecordAsync(records, cancellationToken) : Task.CompletedTask;
    }

    private static UsageRecord ToRecord(MessagePosted posted)
    {
        var (message, usage) = (posted.Message, posted.Message.Usage);
        return new UsageRecord
        {
            Id = Guid.Parse(message.Id),
            TenantId = Guid.Parse(posted.Header.TenantId),
            ConversationId = Guid.Parse(message.ConversationId),
            Provider = usage.Provider,
            Model = usage.Model,
            InputTokens = usage.InputTokens,
            OutputTokens = usage.OutputTokens,
            CachedInputTokens = usage.CachedInputTokens,
            CacheWriteTokens = usage.CacheWriteTokens,
            Estimated = usage.Estimated,
            Interruption = message.InterruptionReason,
            // When it was made, not when it was booked: a late booking belongs to the day of its reply.
            CreatedAt = message.CreatedAt.ToDateTimeOffset(),
        };
    }
}
