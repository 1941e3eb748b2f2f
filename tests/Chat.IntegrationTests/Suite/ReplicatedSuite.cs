namespace Chat.IntegrationTests.Suite;

/// <summary>Two gateways and two Sessions instances.</summary>
public sealed class ReplicatedSuite : ChatSuite
{
    protected override int Replicas => 2;
}
