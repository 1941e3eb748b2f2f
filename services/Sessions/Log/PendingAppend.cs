using System.Diagnostics;
using Chat.ServiceDefaults;

namespace Chat.Sessions.Log;

/// <summary>A message that waits for its commit, with what its events need.</summary>
internal sealed class PendingAppend(NewMessage message)
{
    public NewMessage Message { get; } = message;
    public Guid EventId { get; } = Ids.New();
    public Guid StartedEventId { get; } = message.Target is AppendTarget.Existing ? Guid.Empty : Ids.New();
    public string? TraceParent { get; } = Activity.Current?.Id;

    /// <summary>How often a commit was begun with it: from the second time on, the first may have succeeded.</summary>
    public int Attempts { get; private set; }

    public void CountAttempt() => Attempts++;
}
