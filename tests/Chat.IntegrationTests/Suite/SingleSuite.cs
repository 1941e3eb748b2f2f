namespace Chat.IntegrationTests.Suite;

/// <summary>One instance of everything.</summary>
public sealed class SingleSuite : ChatSuite
{
    protected override int Replicas => 1;
}
