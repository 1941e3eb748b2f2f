using Chat.Inference.Replies;
using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Fakes;

/// <summary>Remembers what was booked.</summary>
internal sealed class RecordingBookings : IReplyBookings
{
    public List<GeneratedReply> Booked { get; } = [];

    public Task BookAsync(
        Answer answer,
        Principal principal,
        GeneratedReply generated,
        CancellationToken cancellationToken
    )
    {
        Booked.Add(generated);
        return Task.CompletedTask;
    }
}
