namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>Until the other one runs and is healthy.</summary>
    WaitUntilHealthy,

    /// <summary>Until the other one ended.</summary>
    WaitForCompletion,

    /// <summary>Until the other one runs.</summary>
    WaitUntilStarted,
}
