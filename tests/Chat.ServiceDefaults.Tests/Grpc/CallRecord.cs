using System.Collections.Concurrent;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.ServiceDefaults.Tests.Grpc;

/// <summary>What the server of a test saw.</summary>
internal sealed class CallRecord
{
    private int failures;

    public ConcurrentQueue<(string Method, DateTime Deadline, Principal Principal)> Calls { get; } = new();

    /// <summary>How many of the next calls fail with UNAVAILABLE.</summary>
    public void FailNext(int count) => failures = count;

    public void Note(ServerCallContext context)
    {
        Calls.Enqueue((context.Method, context.Deadline, context.GetPrincipal()));
        if (Interlocked.Decrement(ref failures) >= 0)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "not now"));
        }
    }
}
