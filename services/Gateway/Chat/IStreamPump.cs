using Chat.Gateway.Live;
using Grpc.Core;

namespace Chat.Gateway.Chat;

/// <summary>Copies into an event stream, from wherever it comes: a reply as it is made, or the log.</summary>
internal interface IStreamPump
{
    /// <summary>Behind the last thing written: where a reader would resume.</summary>
    LogCursor Cursor { get; }

    /// <summary>Copies to the end.</summary>
    /// <exception cref="RpcException">The call broke.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StreamEnd> CopyAsync(CancellationToken cancellationToken);
}
