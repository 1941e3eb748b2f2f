using Chat.Testing.Grpc;

namespace Chat.Webhooks.Tests;

[Trait("Level", "Component")]
public sealed class AnonymousTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    [Fact]
    public async Task Call_WithoutIdentity_IsRefused()
    {
        var contract = Contracts.Webhooks.V1.Deliveries.Descriptor;
        await using var host = await StartAsync();

        foreach (var method in contract.Methods)
        {
            Assert.True(
                await AnonymousCaller.IsRefusedAsync(
                    host.Kestrel.GrpcAddress,
                    contract.FullName,
                    method.Name,
                    TestContext.Current.CancellationToken
                ),
                method.Name
            );
        }
    }
}
