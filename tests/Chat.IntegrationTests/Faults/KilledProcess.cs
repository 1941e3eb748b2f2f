namespace Chat.IntegrationTests.Faults;

/// <summary>A process that was killed.</summary>
/// <param name="Resource">Name of the resource in the AppHost.</param>
/// <param name="InstanceId">Which of the resource's instances it was.</param>
/// <param name="Pid">Its process id.</param>
internal sealed record KilledProcess(string Resource, string InstanceId, int Pid);
