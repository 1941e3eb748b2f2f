using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>Keeps what is written; has no support for cancelling a write, like writers of third parties.</summary>
internal sealed class ListStreamWriter<T> : IClientStreamWriter<T>, IServerStreamWriter<T>
{
    public List<T> Written { get; } = [];

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message)
    {
        Written.Add(message);
        return Task.CompletedTask;
    }

    public Task CompleteAsync() => Task.CompletedTask;
}
