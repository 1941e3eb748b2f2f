namespace Chat.Webhooks.Dispatch;

/// <summary>The attempts under way in this instance, counted by subscription.</summary>
internal sealed class InFlightAttempts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _bySubscription = [];
    private readonly HashSet<Task> _tasks = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _tasks.Count;
            }
        }
    }

    public KeyValuePair<Guid, int>[] BySubscription()
    {
        lock (_lock)
        {
            return [.. _bySubscription];
        }
    }

    /// <summary>Starts <paramref name="attempt"/> and counts it until it ends, then calls <paramref name="ended"/>.</summary>
    /// <param name="attempt">Must not throw: nobody waits for it.</param>
    public void Start(Guid subscriptionId, Func<Task> attempt, Action ended)
    {
        var task = new Task<Task>(attempt);
        var whole = task.Unwrap();
        lock (_lock)
        {
            _tasks.Add(whole);
            _bySubscription[subscriptionId] = _bySubscription.GetValueOrDefault(subscriptionId) + 1;
        }

        // Runs when the attempt has been counted, however fast it ends.
        _ = whole.ContinueWith(
            done =>
            {
                Remove(subscriptionId, done);
                ended();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        task.Start(TaskScheduler.Default);
    }

    /// <summary>Waits for all that are under way.</summary>
    public Task WhenAllAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.WhenAll([.. _tasks]).WaitAsync(cancellationToken);
        }
    }

    private void Remove(Guid subscriptionId, Task task)
    {
        lock (_lock)
        {
            _tasks.Remove(task);
            if (--_bySubscription[subscriptionId] == 0)
            {
                _bySubscription.Remove(subscriptionId);
            }
        }
    }
}
