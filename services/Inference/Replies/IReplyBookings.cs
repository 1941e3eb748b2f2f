using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Replies;

/// <summary>Where costs are booked that no message carries: of replies that became none, and of failed tries.</summary>
internal interface IReplyBookings
{
    /// <summary>Books what one reply's message does not carry; never fails.</summary>
    /// <param name="onMessage">The reply became a message that carries its own usage, failed tries apart.</param>
    Task BookAsync(
        Answer answer,
        Principal principal,
        GeneratedReply generated,
        bool onMessage,
        CancellationToken cancellationToken
    );
}
