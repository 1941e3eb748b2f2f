using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Replies;

/// <summary>Where the cost of a reply is booked that became no message; messages carry theirs.</summary>
internal interface IReplyBookings
{
    /// <summary>Books one reply; never fails.</summary>
    Task BookAsync(Answer answer, Principal principal, GeneratedReply generated, CancellationToken cancellationToken);
}
