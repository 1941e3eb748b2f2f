using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Health;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Inference.Pacing;

/// <summary>
/// What comes before a reply that takes its time: the wait for a further message, then receiving, reading and thinking.
/// Nothing is held meanwhile: who may answer is decided behind the pauses.
/// </summary>
internal sealed class ReplyPauses(
    Receipts.ReceiptsClient receipts,
    ServiceName service,
    IDrainSignal drain,
    Random random,
    TimeProvider timeProvider,
    PacingLog log
)
{
    /// <summary>Length in UTF-16 units of what takes longest to read; about the text that a phone shows at once.</summary>
    private const double LongText = 500;

    /// <summary>Done when it is time to answer; early when the caller is gone or this instance stops.</summary>
    public async Task WaitAsync(ReplyRequest request, Guid tenantId, CancellationToken callerGone)
    {
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(callerGone, drain.Draining);
        try
        {
            await Pause(TimeSpan.FromMilliseconds(request.Pace.DebounceMilliseconds), hurry.Token);
            if (request.Pace.Simulation is { } person)
            {
                var speaker = Principal.ForService(service.Value, tenantId, "speak");
                await Pause(person.Delivery.Draw(random), hurry.Token);
                await MarkAsync(request, isRead: false, speaker, hurry.Token);
                await Pause(person.Read.At(request.Text.Length / LongText), hurry.Token);
                await MarkAsync(request, isRead: true, speaker, hurry.Token);
                await Pause(person.BeforeTyping.Draw(random), hurry.Token);
            }
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            // Whoever comes back finds the answer; and this instance has no time to lose.
        }
    }

    private Task Pause(TimeSpan length, CancellationToken cancellationToken) =>
        length == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(length, timeProvider, cancellationToken);

    private async Task MarkAsync(
        ReplyRequest request,
        bool isRead,
        Principal speaker,
        CancellationToken cancellationToken
    )
    {
        var mark = new MarkReceiptRequest
        {
            ConversationId = request.ConversationId,
            Delivered = request.Sequence,
            Read = isRead ? request.Sequence : 0,
        };
        try
        {
            _ = await receipts.MarkReceiptAsync(mark, GrpcCall.As(speaker, cancellationToken));
        }
        catch (RpcException exception)
        {
            // Only a sign of life: the reply does not depend on it.
            log.NotMarked(exception.StatusCode);
        }
    }
}
