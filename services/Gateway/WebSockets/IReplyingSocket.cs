using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets;

/// <summary>A socket over which the AI is asked.</summary>
internal interface IReplyingSocket
{
    /// <summary>Who asks.</summary>
    Principal Principal { get; }

    /// <summary>Cancelled when the socket is over.</summary>
    CancellationToken Life { get; }

    /// <summary>Tells the client that the AI does not answer this message.</summary>
    ValueTask TellReplyFailedAsync(Message message, Error error);
}
