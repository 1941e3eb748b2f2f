using Chat.Gateway.Live;
using Grpc.Core;

namespace Chat.Gateway.Chat;

/// <summary>Copies a reply into an event stream, from wherever it comes: as it is made, or from the log.</summary>
internal interface IReplyPump
{
    /// <summary>Behind the last thing written: where a reader would resume.</summary>
    LogCursor Cursor { get; }

    /// <summary>Copies to the end.</summary>
    /// <exception cref="RpcException">The call broke.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StreamEnd> CopyAsync(CancellationToken cancellationToken);
}
