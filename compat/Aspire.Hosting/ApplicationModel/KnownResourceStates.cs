namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states a resource goes through.</summary>
public static class KnownResourceStates
{
    /// <summary>Waits for a start command.</summary>
    public static readonly string NotStarted = "NotStarted";

    /// <summary>Waits for other resources.</summary>
    public static readonly string Waiting = "Waiting";

    /// <summary>Is being started.</summary>
    public static readonly string Starting = "Starting";

    /// <summary>Its process runs.</summary>
    public static readonly string Running = "Running";

    /// <summary>Is being stopped.</summary>
    public static readonly string Stopping = "Stopping";

    /// <summary>Was stopped.</summary>
    public static readonly string Exited = "Exited";

    /// <summary>Ended by itself.</summary>
    public static readonly string Finished = "Finished";

    /// <summary>Could not be started.</summary>
    public static readonly string FailedToStart = "FailedToStart";

    /// <summary>Is somebody else's and in use.</summary>
    public static readonly string Active = "Active";

    /// <summary>States that only a start command ends.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Exited, Finished, FailedToStart];

    /// <summary>Crashed and will be started again after a pause. The official packages have no such state.</summary>
    internal const string Restarting = "Restarting";
}
