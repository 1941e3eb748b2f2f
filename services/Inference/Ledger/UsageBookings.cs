using Chat.Contracts.Sessions.V1;
using Chat.Inference.Replies;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Ledger;

/// <summary>
/// Books replies that became no message, and failed tries, which are few: the bus tells of all others
/// (<see cref="UsageIntake"/>). Nothing repeats these, so what the ledger cannot take at once waits in the
/// <see cref="UsageBacklog"/>.
/// </summary>
internal sealed class UsageBookings(UsageLedger ledger, UsageBacklog backlog, TimeProvider timeProvider)
    : IReplyBookings
{
    /// <inheritdoc />
    public async Task BookAsync(
        Answer answer,
        Principal principal,
        GeneratedReply generated,
        bool onMessage,
        CancellationToken cancellationToken
    )
    {
        var records = new List<UsageRecord>(1 + generated.FailedTries.Count);
        if (!onMessage)
        {
            records.Add(ToRecord(answer, principal, generated.Usage, failed: null, generated.Interruption ?? ""));
        }
        records.AddRange(
            generated.FailedTries.Select(failed => ToRecord(answer, principal, failed.Usage, failed, interruption: ""))
        );
        try
        {
            await ledger.RecordAsync(records, cancellationToken);
        }
        catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
        {
            backlog.Add(records, exception);
        }
    }

    private UsageRecord ToRecord(
        Answer answer,
        Principal principal,
        Usage usage,
        FailedTry? failed,
        string interruption
    )
    {
        var replyId = Guid.Parse(answer.ReplyId);
        return new UsageRecord
        {
            Id = failed is null ? replyId : Ids.New(),
            FailedTryOf = failed is null ? null : replyId,
            Failure = failed?.Code ?? "",
            TenantId = principal.TenantId,
            ConversationId = Guid.Parse(answer.Posted.Conversation.Id),
            Provider = usage.Provider,
            Model = usage.Model,
            InputTokens = usage.InputTokens,
            OutputTokens = usage.OutputTokens,
            CachedInputTokens = usage.CachedInputTokens,
            CacheWriteTokens = usage.CacheWriteTokens,
            Estimated = usage.Estimated,
            Interruption = interruption,
            CreatedAt = timeProvider.GetUtcNow(),
        };
    }
}
