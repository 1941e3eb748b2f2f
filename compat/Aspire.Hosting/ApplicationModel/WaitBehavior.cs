namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a waiter does when the resource cannot get there any more.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on waiting: somebody may start the resource again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails.</summary>
    StopOnResourceUnavailable,
}
