using Chat.Inference.Replies;
using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Fakes;

/// <summary>Remembers what was booked.</summary>
internal sealed class RecordingBookings : IReplyBookings
{
    /// <summary>Replies that became no message.</summary>
    public List<GeneratedReply> Booked { get; } = [];

    /// <summary>Failed tries, whatever became of their replies.</summary>
    public List<FailedTry> FailedTries { get; } = [];

    public Task BookAsync(
        Answer answer,
        Principal principal,
        GeneratedReply generated,
        bool onMessage,
        CancellationToken cancellationToken
    )
    {
        if (!onMessage)
        {
            Booked.Add(generated);
        }
        FailedTries.AddRange(generated.FailedTries);
        return Task.CompletedTask;
    }
}
