using System.Threading.Channels;
using Chat.Inference.Replies;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Npgsql;

namespace Chat.Inference.Ledger;

/// <summary>Books replies in the ledger, and keeps trying for a while when the ledger is away.</summary>
/// <remarks>
/// The visitor never waits for, nor fails because of, the ledger. What cannot be booked at once waits in a bounded
/// queue of this process; should that be lost as well, the usage still stands on the reply's message in Sessions.
/// </remarks>
internal sealed class UsageBookings(UsageLedger ledger, LedgerLog log, TimeProvider timeProvider)
    : BackgroundService,
        IReplyBookings
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<UsageRecord> _late = Channel.CreateBounded<UsageRecord>(
        new BoundedChannelOptions(Capacity) { SingleReader = true }
    );

    /// <inheritdoc />
    public Task BookAsync(Answer answer, Principal principal, GeneratedReply generated) =>
        BookAsync(
            new UsageRecord
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
            }
        );

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var record in _late.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryBookAsync(record))
            {
                await Task.Delay(Pause, timeProvider, stoppingToken);
            }
        }
    }

    private async Task BookAsync(UsageRecord record)
    {
        if (!await TryBookAsync(record) && !_late.Writer.TryWrite(record))
        {
            log.BookingDropped(record.ReplyId);
        }
    }

    private async Task<bool> TryBookAsync(UsageRecord record)
    {
        try
        {
            return (await ledger.RecordAsync(record, CancellationToken.None)).IsSuccess;
        }
        catch (Exception exception) when (exception is NpgsqlException || FaultClassifier.IsDatabaseOutage(exception))
        {
            log.LedgerAway(exception.GetType().Name);
            return false;
        }
    }
}
