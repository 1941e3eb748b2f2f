using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Secrets;

/// <summary>What lies in the database about secrets, over starts and rotations.</summary>
[Trait("Level", "Component")]
public sealed class SecretSealingTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string KeySetting = "Webhooks:Secrets:EncryptionKey";
    private const string PreviousSetting = "Webhooks:Secrets:PreviousEncryptionKeys:0";

    [Fact]
    public async Task Start_ConfiguredSecret_IsStoredSealedAndNeverLogged()
    {
        await using var host = await StartAsync(("Logging:LogLevel:Default", "Trace"));
        await host.PublishAsync(MessagePostedBuilder.Build());

        Assert.True((await Receiver.ReceiveAsync()).IsSignedWith(WebhooksHost.Secret));
        Assert.StartsWith(
            TestVault.Create().CurrentPrefix,
            Assert.Single(await StoredAsync()),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            host.Kestrel.Logs.Entries,
            entry =>
                entry.Message.Contains("MfKQ9r8G", StringComparison.Ordinal)
                || entry.Message.Contains(TestVault.Key, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Start_SecretsFromBefore_AreSealed()
    {
        await LeaveRemovedAsync();
        await QueryAsync<string[]>(
            "update subscriptions set secrets = array[$1] returning secrets",
            WebhooksHost.Secret
        );

        await using (await WebhooksHost.StartAsync(Database, Broker, [])) { }

        Assert.StartsWith(
            TestVault.Create().CurrentPrefix,
            Assert.Single(await StoredAsync()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Start_KeyRotated_SealsEverythingAnewAndGoesOnSigning()
    {
        await LeaveRemovedAsync();

        await using (
            await WebhooksHost.StartAsync(
                Database,
                Broker,
                [],
                (KeySetting, TestVault.OtherKey),
                (PreviousSetting, TestVault.Key)
            )
        ) { }

        var rotated = TestVault.Create(TestVault.OtherKey);
        var id = await QueryAsync<Guid>("select id from subscriptions");
        Assert.True(rotated.TryOpen(id, Assert.Single(await StoredAsync()), out var secret));
        Assert.Equal(WebhooksHost.Secret, secret);
    }

    [Fact]
    public async Task Start_KeyOfAStoredSecretMissing_SaysSoAndKeepsIt()
    {
        await LeaveRemovedAsync();
        var before = await StoredAsync();

        await using var host = await WebhooksHost.StartAsync(Database, Broker, [], (KeySetting, TestVault.OtherKey));

        Assert.Equal(before, await StoredAsync());
        Assert.Contains(host.Kestrel.Logs.Entries, entry => entry.EventId.Id == 4401);
    }

    // A subscription that is no longer configured: starts do not write its secrets any more.
    private async Task LeaveRemovedAsync()
    {
        await using (await StartAsync()) { }
        await using (await WebhooksHost.StartAsync(Database, Broker, [])) { }
    }

    private Task<string[]> StoredAsync() => QueryAsync<string[]>("select secrets from subscriptions");
}
