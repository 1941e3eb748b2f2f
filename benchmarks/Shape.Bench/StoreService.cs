using Grpc.Core;

namespace Chat.Shape.Bench;

/// <summary>Sessions' part.</summary>
internal sealed class StoreService(GroupCommit commits) : Store.StoreBase
{
    public override async Task<Stored> Append(Entry request, ServerCallContext context) =>
        new() { Position = await commits.AppendAsync(request, context.CancellationToken) };
}
