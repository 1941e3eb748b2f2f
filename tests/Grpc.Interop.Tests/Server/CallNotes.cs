using Grpc.Core;
using Grpc.Interop.Tests.V1;

namespace Grpc.Interop.Tests.Server;

/// <summary>What the server saw of the calls of one case; clients ask for it over the wire.</summary>
internal sealed class CallNotes
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _connections = new(StringComparer.Ordinal);
    private readonly Observation _seen = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Begin(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        Change(seen =>
        {
            _connections.Add(http.Connection.Id);
            seen.Connections = _connections.Count;
            seen.Begun++;
            seen.Open++;
            seen.Peak = Math.Max(seen.Peak, seen.Open);
            seen.WithDeadline += context.Deadline == DateTime.MaxValue ? 0 : 1;
            seen.RequestEncoding = http.Request.Headers["grpc-encoding"].ToString();
        });
    }

    public void End(bool cancelled) =>
        Change(seen =>
        {
            seen.Open--;
            seen.Cancelled += cancelled ? 1 : 0;
        });

    public void Written() => Change(seen => seen.Written++);

    public void End(long requestSize, long responseSize) =>
        Change(seen =>
        {
            seen.Open--;
            (seen.RequestSize, seen.ResponseSize) = (requestSize, responseSize);
        });

    public async Task<Observation> WaitAsync(Func<Observation, bool> isEnough, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (isEnough(_seen))
                {
                    return _seen.Clone();
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Change(Action<Observation> change)
    {
        lock (_gate)
        {
            change(_seen);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
