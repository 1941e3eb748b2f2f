using Chat.Inference.Replies;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Npgsql;

namespace Chat.Inference.Ledger;

/// <summary>
/// Books replies that became no message, which are few: the bus tells of all others (<see cref="UsageIntake"/>).
/// Nothing repeats these, so what the ledger cannot take at once is logged with its numbers, to be booked by hand.
/// </summary>
internal sealed class UsageBookings(UsageLedger ledger, LedgerLog log, TimeProvider timeProvider) : IReplyBookings
{
    /// <inheritdoc />
    public async Task BookAsync(
        Answer answer,
        Principal principal,
        GeneratedReply generated,
        CancellationToken cancellationToken
    )
    {
        var record = new UsageRecord
        {
            ReplyId = Guid.Parse(answer.ReplyId),
            TenantId = principal.TenantId,
            ConversationId = Guid.Parse(answer.Posted.Conversation.Id),
            Provider = generated.Usage.Provider,
            Model = generated.Usage.Model,
            InputTokens = generated.Usage.InputTokens,
            OutputTokens = generated.Usage.OutputTokens,
            Estimated = generated.Usage.Estimated,
            Interruption = generated.Interruption ?? "",
            CreatedAt = timeProvider.GetUtcNow(),
        };
        try
        {
            await ledger.RecordAsync([record], cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException || FaultClassifier.IsDatabaseOutage(exception))
        {
            log.BookingLost(
                record.ReplyId,
                record.TenantId,
                record.Provider,
                record.Model,
                record.InputTokens,
                record.OutputTokens,
                exception.GetType().Name
            );
        }
    }
}
