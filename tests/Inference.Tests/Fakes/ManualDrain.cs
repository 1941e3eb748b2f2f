using Chat.ServiceDefaults.Health;

namespace Chat.Inference.Fakes;

/// <summary>A host that begins to stop when the test says so.</summary>
internal sealed class ManualDrain : IDrainSignal, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Draining => _source.Token;

    public void Begin() => _source.Cancel();

    public void Dispose() => _source.Dispose();
}
