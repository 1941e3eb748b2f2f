namespace Chat.Gateway.Tests.Fakes;

/// <summary>A test of the whole gateway; each has its own, with its own fakes behind it.</summary>
[Trait("Level", "Component")]
public abstract class GatewayTest : IAsyncLifetime
{
    /// <summary>The gateway.</summary>
    protected GatewayHost Gateway { get; private set; } = null!;

    /// <summary>Cancelled when the test run is.</summary>
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Settings that differ from the defaults.</summary>
    protected virtual (string Name, string Value)[] Settings => [];

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => Gateway = await GatewayHost.StartAsync(Cancelled, Settings);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A visitor's token, as the API gives it.</summary>
    protected async Task<string> NewVisitorTokenAsync()
    {
        using var client = Gateway.NewClient();
        using var response = await client.PostAsync(new Uri("/v1/visitors", UriKind.Relative), null, Cancelled);
        return (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
    }

    /// <summary>The token of the agent, as it comes in.</summary>
    protected async Task<string> LogInAsync()
    {
        using var client = Gateway.NewClient(credential: null);
        using var response = await client.PostAsync(
            "/v1/auth/login",
            Answers.Json($$"""{"email":"{{FakeAgentLogins.Email}}","password":"{{FakeAgentLogins.Password}}"}"""),
            Cancelled
        );
        return (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
    }
}
