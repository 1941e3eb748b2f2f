using System.Collections.Concurrent;

namespace Grpc.Interop.Tests.Server;

/// <summary>The notes of every case, by key. One suite's few keys are its bound.</summary>
internal sealed class CallNotebook
{
    private readonly ConcurrentDictionary<string, CallNotes> _notes = new(StringComparer.Ordinal);

    public CallNotes this[string key] => _notes.GetOrAdd(key, _ => new CallNotes());
}
